import type { Element } from 'hast';
import type { Person } from '../../inventory/index.ts';
import { quantityText } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import { card, lineList } from './card.ts';
import { element, separated } from './element.ts';
import { atStart, serviceLink } from './names.ts';
import type { ViewContext } from './view-context.ts';

/** A person or a team: what they answer for and how to reach them. */
export function personCard({ inventory }: ViewContext, person: Person): Element {
  const { id, email, telegram, account, access, note, privateContacts } = person;
  const own = [...inventory.services.values()].filter(({ owner, lifecycle }) => owner === id && lifecycle !== 'retired');
  return card({
    anchor: id,
    depth: 3,
    title: atStart(person.name),
    aside: [element('code', {}, id), person.role === person.name ? undefined : ` ${person.role}`],
    lead: typeset(person.responsibility),
    lines: [
      { name: 'Почта', value: email === undefined ? undefined : mail(email) },
      {
        name: 'Telegram',
        value:
          telegram === undefined
            ? undefined
            : element('a', { className: ['kb-external'], href: `https://t.me/${telegram.slice(1)}`, rel: ['noopener'] }, telegram),
      },
      { name: 'Учётная запись', value: account === undefined ? undefined : element('code', {}, account) },
      { name: 'Доступ', value: access === undefined ? undefined : typeset(access) },
      { name: 'Только для команды', value: lineList(Object.entries(privateContacts ?? {}).map(([kind, contact]) => `${kind}: ${contact}`)), wide: true },
      {
        name: 'Отвечает за сервисы',
        value: separated(
          own.map((service) => serviceLink(service)),
          ', ',
        ),
        wide: true,
      },
      { name: 'Важно', value: note === undefined ? undefined : typeset(note), wide: true },
    ],
  });
}

const LANGUAGES = new Intl.DisplayNames('ru', { type: 'language' });

/** What the project is, and where to ask. */
export function projectCard({ inventory: { project } }: ViewContext): Element {
  const { support } = project;
  const { answer } = support;
  return card({
    anchor: 'project',
    depth: 3,
    title: project.name,
    aside: ['проект'],
    lead: typeset(project.purpose),
    lines: [
      {
        name: 'Поддержка',
        value: [
          mail(support.email),
          element('small', {}, `отвечает за ${quantityText(answer.value, answer.unit)}${answer.note === undefined ? '' : ` ${answer.note}`}`),
        ],
      },
      {
        name: 'Репозиторий',
        value: element('a', { className: ['kb-external'], href: `https://github.com/${project.repository}`, rel: ['noopener'] }, project.repository),
      },
      { name: 'Где живут боты', value: project.channels.join(', ') },
      { name: 'Языки ботов', value: project.languages.map((language) => LANGUAGES.of(language) ?? language).join(', ') },
      { name: 'Доход', value: project.income.join(', ') },
      { name: 'Лицензия', value: project.licence },
    ],
  });
}

function mail(address: string): Element {
  return element('a', { href: `mailto:${address}` }, address);
}

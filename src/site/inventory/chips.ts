import type { Element } from 'hast';
import type { Fact, Server, Service } from '../../inventory/index.ts';
import { cardUrl } from '../../inventory/index.ts';
import { typeset } from '../markdown/typography.ts';
import { element } from './element.ts';
import { LIFECYCLE_WORDS, lifecycleMark } from './lifecycle.ts';

/** A value longer than this does not fit across a phone, so it may break. */
const ONE_LINE = 30;

/** A fact in a sentence: its value, leading to the card that holds it. */
export function factChip({ key, value, card }: Fact, inCode: boolean): Element {
  return element(
    'a',
    { className: ['kb-fact', ...(value.length > ONE_LINE ? ['kb-fact--long'] : [])], href: card, title: `Из инвентаря: ${key}`, dataFact: key },
    inCode ? element('code', {}, value) : typeset(value),
  );
}

/** In place of a fact that only the team may see. */
export function hiddenFact(): Element {
  return element('span', { className: ['kb-fact', 'kb-fact--hidden'], title: 'Значение видит только команда' }, 'скрыто');
}

/** A service or server with its state, leading to its card. `data-status-id` is where live status will come in. */
export function statusChip(subject: Service | Server, text: string): Element {
  const { id, lifecycle } = subject;
  const name = text.trim() === '' ? ('product' in subject ? subject.product.name : subject.name) : typeset(text.trim());
  return element(
    'a',
    { className: ['kb-status', 'kb-lifecycle', `kb-lifecycle--${lifecycle}`], href: cardUrl(id), dataStatusId: id, dataLifecycle: lifecycle },
    lifecycleMark(lifecycle),
    element('span', { className: ['kb-status-name'] }, name),
    ' ',
    element('span', { className: ['kb-status-word'] }, LIFECYCLE_WORDS[lifecycle]),
  );
}

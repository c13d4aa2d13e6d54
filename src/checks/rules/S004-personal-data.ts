import type { Inventory } from '../../inventory/index.ts';
import type { KnowledgeBase, PageRecord, TextRange } from '../../knowledge/index.ts';
import { codeRanges, isWithinRanges } from '../../knowledge/index.ts';
import { inventoryOf } from '../facts/known-facts.ts';
import { defineRule } from '../rule.ts';
import { isMarkedWrong } from './place.ts';
import { masked } from './secret-value.ts';

const START = '---\ntitle: 01.02 - Команда\n---\n\n';

export const rule = defineRule({
  id: 'S004',
  severity: 'warning',
  secret: true,
  title: 'На открытой странице нет личных телефонов, почты и ИИН',
  why: 'Открытую страницу читают все и собирают роботы, а согласия человека на это никто не спросил.',
  remedy: 'Оставьте рабочий адрес из inventory/people.yaml. Личные контакты держите в privateContacts или на закрытой странице (private: true).',
  fixable: false,
  examples: {
    bad: { files: { '01-project-foundation/01-02-team/_index.md': `${START}Дежурный: +7 701 555 23 48, aigerim.s@gmail.com, ИИН 900512350127.\n` } },
    good: {
      files: {
        '01-project-foundation/01-02-team/_index.md': `${START}Пишите на tech@example.com. Образец телефона: +7 700 000 00 00.\n`,
        '01-project-foundation/01-02-team/contacts.md': '---\ntitle: Контакты\nprivate: true\n---\n\nДежурный: +7 701 555 23 48.\n',
      },
    },
  },
  *base({ base }) {
    for (const page of base.pages) {
      if (page.frontMatter.private === true || !CLUE.test(page.text)) continue;
      for (const { range, what, advice } of [...phones(page), ...emails(page, base), ...identityNumbers(page)]) {
        if (isMarkedWrong(page, range.start)) continue;
        const found = masked(page.text.slice(range.start, range.end));
        yield { path: page.path, range, message: `Открытая страница показывает ${what}: «${found}»`, found, hint: advice };
      }
    }
  },
});

interface Personal {
  readonly range: TextRange;
  readonly what: string;
  readonly advice?: string | undefined;
}

const CLUE = /@[\w-]+\.|\+\d|\d{12}|(?<!\d)8[ (-]*7\d\d/;

/** Separators people use in numbers; Gramax escapes some. */
const GAP = '[ \\u00A0\\u2011()\\\\-]{0,3}';
const PHONE = new RegExp(
  `(?<![\\p{L}\\d+.,:/=-])(?:\\+7${GAP}[3-9](?:${GAP}\\d){9}|8[ (\\u00A0-]{1,2}7(?:${GAP}\\d){9}|\\+(?!7)[1-9](?:${GAP}\\d){10,12})(?![\\d.,:]\\d|\\d|%)`,
  'gu',
);

function* phones({ text }: PageRecord): Iterable<Personal> {
  for (const { 0: phone, index } of text.matchAll(PHONE)) {
    const digits = phone.replace(/\D/g, '');
    // Nobody answers +7 700 000 00 00 and +7 777 777 77 77.
    if (/(\d)\1{5}$/.test(digits)) continue;
    yield { range: { start: index, end: index + phone.length }, what: 'телефон' };
  }
}

const EMAIL = /(?<![\p{L}\d._%+:/-])[\p{L}\d][\p{L}\d._%+-]*@(?<domain>[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,})(?![\p{L}\d@-])/giu;
const FREE_MAIL =
  /^(?:gmail|googlemail|yahoo|outlook|hotmail|live|icloud|me|proton|protonmail|mail|inbox|list|bk|internet|yandex|ya|rambler|gmx|zoho|aol)\.(?:com|ru|kz|me|net|by|ua|org|de)$/i;
const DOCUMENTATION = /(?:^|\.)(?:example|test|invalid|localhost)(?:\.(?:com|org|net))?$/i;
/** Post that no single person reads. */
const ROLE =
  /^(?:admin|administrator|support|info|tech|help|hello|contact|sales|noreply|no-reply|security|abuse|postmaster|hostmaster|webmaster|root|devops|dev|team|office|monitor|alerts?|git|deploy|bot|billing|hr|jobs|press|legal|user(?:name)?|name|your|you|me|mail|email|test|acme|letsencrypt)(?:[._+-].*)?$/i;

function* emails(page: PageRecord, base: KnowledgeBase): Iterable<Personal> {
  const { text } = page;
  if (!text.includes('@')) return;
  for (const match of text.matchAll(EMAIL)) {
    const [address] = match;
    const domain = match.groups?.['domain'] ?? '';
    const user = address.slice(0, address.indexOf('@'));
    if (DOCUMENTATION.test(domain) || ROLE.test(user)) continue;
    const isFree = FREE_MAIL.test(domain);
    // In code `user@host` is a login more often than a person.
    if (
      !isFree &&
      (isWithinRanges(codeRanges(page), match.index) || /(?:ssh|scp|sftp|rsync|git)\b[^\n]*$/i.test(text.slice(Math.max(0, match.index - 40), match.index)))
    )
      continue;
    const { inventory } = inventoryOf(base);
    if (inventory === undefined ? !isFree : contacts(inventory).some((known) => known.toLowerCase() === address.toLowerCase())) continue;
    yield {
      range: { start: match.index, end: match.index + address.length },
      what: 'личную почту',
      advice: inventory && `Показать можно только адреса из inventory/people.yaml: ${publishedEmails(inventory).join(', ')}.`,
    };
  }
}

/** Addresses that the inventory shows to everyone. */
function publishedEmails({ people, project }: Inventory): string[] {
  return [project.support.email, ...[...people.values()].flatMap(({ email }) => email ?? [])];
}

/** Those, and the wrong ones of old pages: rule F004 knows better what to say about them. */
function contacts(inventory: Inventory): string[] {
  return [...publishedEmails(inventory), ...[...inventory.people.values()].flatMap(({ wrongContacts }) => (wrongContacts ?? []).map(({ value }) => value))];
}

/** Twelve digits: the day of birth, a digit for century and sex, four of a counter, one to check. */
function* identityNumbers({ text }: PageRecord): Iterable<Personal> {
  for (const { 0: number, index } of text.matchAll(/(?<![\d\p{L}.,_/-])\d{12}(?![\d\p{L}_/-]|[.,]\d)/gu)) {
    const isNamed = /(?<!\p{L})(?:ИИН|IIN|ЖСН)[^\n\d]{0,20}$/iu.test(text.slice(Math.max(0, index - 30), index));
    if (!isBirthDay(number) || /^(\d)\1+$/.test(number) || (!isNamed && !hasCheckDigit(number))) continue;
    yield { range: { start: index, end: index + number.length }, what: 'ИИН' };
  }
}

function isBirthDay(number: string): boolean {
  const month = Number(number.slice(2, 4));
  const day = Number(number.slice(4, 6));
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && /[1-6]/.test(number[6] ?? '');
}

/** The check digit of the Kazakh identity number: https://adilet.zan.kz/rus/docs/P030000565_ */
function hasCheckDigit(number: string): boolean {
  const digits = [...number].map(Number);
  const sum = (shift: number): number => digits.slice(0, 11).reduce((total, digit, at) => total + digit * (((at + shift) % 11) + 1), 0) % 11;
  const first = sum(0);
  return digits[11] === (first === 10 ? sum(2) : first);
}

import { expect, it } from 'vitest';
import { count, dateInWords, percent } from './russian.ts';

it.each([
  [1, '1 документ'],
  [2, '2 документа'],
  [5, '5 документов'],
  [11, '11 документов'],
  [21, '21 документ'],
  [33, '33 документа'],
])('counts %i as %s', (amount, expected) => {
  expect(count(amount, 'документ', 'документа', 'документов')).toBe(expected.replace(' ', '\u00A0'));
});

it('writes a date in words without «г.» whatever the time zone of the machine', () => {
  expect(dateInWords('2025-07-21')).toBe('21 июля 2025');
  expect(dateInWords('2025-01-01')).toBe('1 января 2025');
});

it('keeps the per cent sign on the line of its number', () => {
  expect(percent(39.6)).toBe('40\u00A0%');
});

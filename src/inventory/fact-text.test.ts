import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayText, factTextEquals, moneyText, numberText, plannedText, quantityText, rangeText } from './fact-text.ts';

describe('how values stand in prose', () => {
  it.each([
    [quantityText(4, 'ГБ'), '4 ГБ'],
    [quantityText(3800, 'МБ'), '3 800 МБ'],
    [quantityText(99.5, '%'), '99,5 %'],
    [quantityText(250, 'Мбит/с'), '250 Мбит/с'],
    [quantityText(1, 'день'), '1 день'],
    [quantityText(2, 'неделя'), '2 недели'],
    [quantityText(30, 'день'), '30 дней'],
    [quantityText(21, 'день'), '21 день'],
    [quantityText(1.5, 'год'), '1,5 года'],
    [moneyText(1268), '1 268 ₽'],
    [moneyText(18.48), '18,48 ₽'],
    [moneyText(23.5), '23,50 ₽'],
    [moneyText(87216), '87 216 ₽'],
    [rangeText(40, 60, 'мс'), '40–60 мс'],
    [rangeText(50_000, 150_000, '₽'), '50 000 – 150 000 ₽'],
    [rangeText(3, 9, 'год'), '3–9 лет'],
    [dayText('2025-06-17'), '17 июня 2025'],
    [plannedText('2026-Q1'), 'I квартал 2026'],
    [plannedText('2025-07-18/2025-07-31'), '18–31 июля 2025'],
    [plannedText('2025-06-28/2025-07-04'), '28 июня – 4 июля 2025'],
    [plannedText('2025-12-30/2026-01-10'), '30 декабря 2025 – 10 января 2026'],
    [plannedText('2025-07-08'), '8 июля 2025'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });

  it('groups digits so that taking the spaces away gives the number back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), (value) => {
        const text = numberText(value);
        expect(Number(text.replaceAll(' ', ''))).toBe(value);
        expect(text).toMatch(/^\d{1,3}(?: \d{3})*$/);
      }),
    );
  });
});

describe('a text of a page against the value', () => {
  it.each([
    ['4\u00A0ГБ', '4 ГБ'],
    ['1\u202F268\u00A0₽', '1 268 ₽'],
    ['1\u2009268 ₽', '1 268 ₽'],
    ['1268 ₽', '1 268 ₽'],
    ['87216 ₽', '87 216 ₽'],
    ['50 000–150 000 ₽', '50 000 – 150 000 ₽'],
    ['50 000 -- 150 000 ₽', '50 000 – 150 000 ₽'],
    ['40—60 мс', '40–60 мс'],
    ['dir.tapbot.\u00ADkz', 'dir.tapbot.kz'],
  ])('«%s» says %s', (text, value) => {
    expect(factTextEquals(text, value)).toBe(true);
  });

  it.each([
    ['8 ГБ', '4 ГБ'],
    ['4 МБ', '4 ГБ'],
    ['10.1', '10.10'],
    ['10,10', '10.10'],
    ['directus2.tapbot.kz', 'dir.tapbot.kz'],
    ['1 286 ₽', '1 268 ₽'],
    ['12 68 ₽', '1 268 ₽'],
    ['', '16'],
  ])('«%s» does not say %s', (text, value) => {
    expect(factTextEquals(text, value)).toBe(false);
  });

  it('is always the value itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => factTextEquals(text, text)));
  });
});

import { describe, expect, it } from 'vitest';
import { withoutEmoji } from './emoji.ts';
import { readRussianDate } from './russian-date.ts';
import { readStatus } from './status-words.ts';

describe('a day', () => {
  it.each([
    ['4 июля 2025', '2025-07-04'],
    ['21 июля 2025 г.', '2025-07-21'],
    ['1 марта 2024 года', '2024-03-01'],
    ['9 мая 2025', '2025-05-09'],
    ['3 сен. 2025', '2025-09-03'],
    ['04\\.07.2025', '2025-07-04'],
    ['4.7.2025', '2025-07-04'],
    ['2025-07-04', '2025-07-04'],
    ['31 декабря 2025', '2025-12-31'],
  ])('%s is %s', (text, iso) => {
    expect(readRussianDate(text)).toBe(iso);
  });

  it.each(['июль 2025', '31 июня 2025', '17.06-02.07.2025', '32.01.2025', 'Q3 2025', 'вчера', '4 июля', '', '5 м 2025'])('%j is no day', (text) => {
    expect(readRussianDate(text)).toBeUndefined();
  });
});

describe('a status', () => {
  it.each([
    ['✅ Готово', 'done', true],
    ['Завершён', 'done', true],
    ['🔄 В разработке', 'draft', true],
    ['В процессе', 'draft', true],
    ['⏳ Планирование', 'planned', true],
    ['Не начато', 'planned', true],
    ['Активная', 'active', true],
    ['Активная разработка - второй сервер 100% готов', 'active', false],
    ['Готов к продакшену', 'done', false],
    ['⏳', 'planned', true],
    ['Устарел', 'archived', true],
  ])('«%s» is %s', (phrase, status, whole) => {
    expect(readStatus(phrase)).toEqual({ status, whole });
  });

  it.each(['98% готовности', 'Автоматическая синхронизация', '🚀', ''])('«%s» says none', (phrase) => {
    expect(readStatus(phrase)).toBeUndefined();
  });
});

it.each([
  ['🚀 tapbot.kz', 'tapbot.kz'],
  ['🏗️ [Основы](a.md) ⏳', '[Основы](a.md)'],
  ['Состояние 📊 проекта', 'Состояние проекта'],
  ['1️⃣ Шаг', 'Шаг'],
  ['👨‍💻 Команда 🇰🇿', 'Команда'],
  ['© 2025 tapbot™ → дальше', '© 2025 tapbot™ → дальше'],
  ['06.01 - Копии № 5', '06.01 - Копии № 5'],
  ['**🎯 Этап 5:** Redis', '**Этап 5:** Redis'],
  ['**Готово ✅** и [🚀 дальше 🚀](a.md)', '**Готово** и [дальше](a.md)'],
])('%s becomes %s', (text, expected) => {
  expect(withoutEmoji(text)).toBe(expected);
});

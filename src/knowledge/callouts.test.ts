import { describe, expect, it } from 'vitest';
import { foreignCallouts } from './callouts.ts';
import { readPage } from './read-page.ts';
import { applyEdits } from './text-range.ts';

function turned(text: string): string {
  const page = readPage('_index.md', text);
  return applyEdits(
    text,
    foreignCallouts(page).flatMap(({ edit }) => edit ?? []),
  );
}

describe('a callout becomes an alert of GitHub', () => {
  it.each([
    ['a directive', ':::note\n\nТекст.\n\n:::\n', '> [!NOTE]\n>\n> Текст.\n'],
    ['a directive with a title', ':::warning Перед началом\n\nСнимите копию.\n\n:::\n', '> [!WARNING]\n>\n> **Перед началом**\n>\n> Снимите копию.\n'],
    ['a collapsed one', ':::info:true Подробнее\n\nТекст.\n\n:::\n', '> [!NOTE]\n>\n> **Подробнее**\n>\n> Текст.\n'],
    ['one without blank lines', 'До.\n:::danger\nНе удаляйте.\n:::\nПосле.\n', 'До.\n\n> [!CAUTION]\n>\n> Не удаляйте.\n\nПосле.\n'],
    ['one with a title in brackets', ':::tip[Быстрее]\nТак.\n:::', '> [!TIP]\n>\n> **Быстрее**\n>\n> Так.'],
    ['one inside a list', '- Пункт\n\n   :::important\n\n   Читать.\n\n   :::\n', '- Пункт\n\n   > [!IMPORTANT]\n   >\n   > Читать.\n'],
    ['one with a list and code', ':::tip\n\n- а\n- б\n\n```bash\nls\n\npwd\n```\n\n:::\n', '> [!TIP]\n>\n> - а\n> - б\n>\n> ```bash\n> ls\n>\n> pwd\n> ```\n'],
    ['a quote', ':::quote\n\nСказано.\n\n:::\n', '> Сказано.\n'],
    ['only a title', ':::note Одно слово\n\n:::\n', '> [!NOTE]\n>\n> **Одно слово**\n'],
    ['a tag', '<note type="tip" title="Совет дня">\n\nТекст.\n\n</note>\n', '> [!TIP]\n>\n> **Совет дня**\n>\n> Текст.\n'],
    ['a tag on one line', '<note>Текст.</note>\n', '> [!NOTE]\n>\n> Текст.\n'],
    ['a tag with text beside it', '<note type="danger">Стоп.\nДальше нельзя.</note>\n', '> [!CAUTION]\n>\n> Стоп.\n> Дальше нельзя.\n'],
    ['a bold word', '> **Внимание:** порт закрыт.\n', '> [!WARNING]\n>\n> Порт закрыт.\n'],
    ['a bold word with a picture and more lines', '> ⚠️ **Важно!** Сначала копия.\n>\n> Потом всё.\n', '> [!IMPORTANT]\n>\n> Сначала копия.\n>\n> Потом всё.\n'],
    ['a bold word alone', '> **Примечание**\n> Текст.\n', '> [!NOTE]\n>\n> Текст.\n'],
    ['a bold word in a list', '- а\n\n  > **Совет:** так быстрее.\n', '- а\n\n  > [!TIP]\n  >\n  > Так быстрее.\n'],
    ['Windows line breaks', ':::note\r\n\r\nТекст.\r\n\r\n:::\r\n', '> [!NOTE]\r\n>\r\n> Текст.\r\n'],
  ])('%s', (_what, text, expected) => {
    expect(turned(text)).toBe(expected);
    expect(turned(expected)).toBe(expected);
  });
});

describe('what is not certain is left and explained', () => {
  it.each([
    [':::note\n\nТекст без конца.\n', 'нет закрывающего :::'],
    ['<note>\n\nТекст без конца.\n', 'нет закрывающего </note>'],
    [':::details\n\nТекст.\n\n:::\n', 'тип «details» неизвестен'],
    [':::note\n\n:::\n', 'он пуст'],
    [':::note\n\n:::tip\n\nВнутри.\n\n:::\n\n:::\n', 'внутри него ещё один'],
  ])('%j', (text, obstacle) => {
    const [callout] = foreignCallouts(readPage('_index.md', text));
    expect(callout?.edit).toBeUndefined();
    expect(callout?.obstacle).toContain(obstacle);
  });
});

it.each([
  '```md\n:::note\n\nТекст.\n\n:::\n```\n',
  'Пишут `:::note` и `<note>`.\n',
  '> **Кадырхан:** сказал так.\n',
  '> [!NOTE]\n>\n> **Важно:** уже предупреждение.\n',
  '> **Порты и протоколы**\n>\n> Текст.\n',
  'Внимание: **важно**.\n',
])('%j is no callout', (text) => {
  expect(foreignCallouts(readPage('_index.md', text))).toEqual([]);
});

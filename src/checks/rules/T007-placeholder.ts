import type { TextRange } from '../../knowledge/index.ts';
import { proseRanges } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { isMarkedWrong } from './place.ts';

const START = '---\ntitle: 06 - Операции\n---\n\n';

/** Words that promise a text instead of being one, with pieces of text without which they are not there: looking for those costs nothing. */
const PLACEHOLDERS: ReadonlyArray<{ readonly pieces: readonly string[]; readonly pattern: RegExp }> = [
  {
    // Capitals only: «to do» and «Todo» are names of programs. `06.06.XXX` is a number, N014 has it.
    pieces: ['TODO', 'FIXME', 'TBD', 'TBA', 'XXX', 'ХХХ', 'WIP'],
    pattern: /(?<![\p{L}\d_.\\-])(?:TODO|FIXME|TBD|TBA|XXX|ХХХ|WIP)(?![\p{L}\d_]|-\p{L})/gu,
  },
  { pieces: ['???'], pattern: /(?<![?\p{L}\d])\?{3}(?!\?)/gu },
  { pieces: ['orem ipsum', 'OREM IPSUM', 'orem Ipsum'], pattern: /(?<!\p{L})lorem ipsum(?!\p{L})/giu },
  {
    pieces: [' в разработке', ' в процессе написания'],
    pattern:
      /(?<!\p{L})(?:раздел|документ|страница|тема|текст|описание|статья|глава)(?: (?:ещё|еще|пока|сейчас|находится))* в (?:разработке|процессе написания)(?!\p{L})/giu,
  },
  { pieces: ['наполн'], pattern: /(?<!\p{L})(?:раздел|страница|документ)(?: (?:ещё|еще|пока))* (?:в стадии наполнения|наполняется)(?!\p{L})/giu },
  {
    pieces: ['ет добавлен', 'ут добавлен', 'ет дополнен', 'ут дополнен', 'ет описан', 'ут описан'],
    pattern:
      /(?<!\p{L})(?:раздел|описание|текст|информация|инструкция|ссылка|схема|картинка|документация|страница|таблица|пример|примеры|подробности) (?:будет|будут) (?:добавлен|дополнен|описан)(?:а|о|ы)?(?!\p{L})/giu,
  },
  { pieces: ['удет добавлен'], pattern: /(?<=^|[.!?:|(][ \t]|\n[ \t]*(?:[-*+][ \t]+)?)будет добавлено(?=[ \t]*(?:[.!…|)]|\n|$))/giu },
  {
    pieces: ['ет добавлен', 'ет дополнен', 'ет написан', 'ет заполнен', 'ет описан'],
    pattern: /(?<!\p{L})будет (?:добавлен|дополнен|написан|заполнен|описан)[ао]?(?:ы)? (?:позже|позднее|потом|скоро|в ближайшее время)(?!\p{L})/giu,
  },
  {
    pieces: ['коро будет', 'коро появится', 'oming soon', 'аполнить позже', 'описать позже', 'ставить текст', 'ставить ссылку', 'ставить картинку'],
    pattern:
      /(?<!\p{L})(?:скоро будет|скоро появится|coming soon|заполнить позже|дописать позже|вставить (?:текст|ссылку|картинку)(?= сюда|\s*[\]>)]))(?!\p{L})/giu,
  },
  // The status of the old index: «\[🔄 В разработке\]».
  {
    pieces: ['азработке]', 'азработке\\]', 'роцессе]', 'роцессе\\]', 'работе]', 'работе\\]'],
    pattern: /\\?\[(?:\p{Extended_Pictographic}\uFE0F?\s*)?в (?:разработке|работе|процессе)\\?\]/giu,
  },
];

export const rule = defineRule({
  id: 'T007',
  severity: 'warning',
  title: 'В тексте нет заглушек',
  why: 'Заглушка висит годами, а читатель каждый раз уходит ни с чем.',
  remedy: 'Напишите, что решено, что открыто и кто решает. Пример заглушки берите в обратные кавычки или в «ёлочки».',
  fixable: false,
  examples: {
    bad: { files: { '06-operations/_index.md': `${START}TODO: описать копии. Раздел в разработке.\n` } },
    good: {
      files: { '06-operations/_index.md': `${START}Порядок копий ещё не решён, решает Кадырхан. Слово «TODO» и \`XXX\` не пишите. Бот в разработке с июля.\n` },
    },
  },
  *page(page) {
    const suspected = PLACEHOLDERS.filter(({ pieces }) => pieces.some((piece) => page.text.includes(piece)));
    if (suspected.length === 0) return;
    const found: TextRange[] = [];
    for (const { start, end } of proseRanges(page)) {
      const prose = page.text.slice(start, end);
      for (const { pattern } of suspected)
        for (const { index, 0: words } of prose.matchAll(pattern)) found.push({ start: start + index, end: start + index + words.length });
    }
    let free = 0;
    for (const range of found.sort((a, b) => a.start - b.start)) {
      // «Схема будет добавлена позже» fits two patterns.
      if (range.start < free || isQuoted(page.text, range.start, range.end) || isMarkedWrong(page, range.start)) continue;
      if (page.links.some(({ urlRange }) => urlRange.start <= range.start && range.start < urlRange.end)) continue;
      free = range.end;
      const words = page.text.slice(range.start, range.end).trim();
      yield { path: page.path, range, message: `Вместо текста заглушка «${words}»`, expected: 'текст или честное «не решено»', found: words };
    }
  },
});

/** Someone speaks of the word, not with it. */
function isQuoted(text: string, start: number, end: number): boolean {
  return '«„“"\''.includes(text[start - 1] ?? ' ') && '»“”"\''.includes(text[end] ?? ' ');
}

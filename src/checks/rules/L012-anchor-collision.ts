import type { Heading } from '../../knowledge/index.ts';
import { defineRule } from '../rule.ts';
import { lineOf } from './place.ts';

/** Signs drawn as pictures; ©, ™ and arrows are text. */
const EMOJI = /\p{Emoji_Presentation}|\p{Extended_Pictographic}\uFE0F/u;

const START = '---\ntitle: Словарь\n---\n\n## Копия\n\nСнимок базы.\n\n';

export const rule = defineRule({
  id: 'L012',
  severity: 'warning',
  title: 'У каждого заголовка без номера свой якорь, и он не зависит от эмодзи',
  why: 'Якорь такого заголовка меняется от соседей и от программы, которая его строит, и ссылки на него теряются.',
  remedy: 'Назовите заголовки по-разному и без эмодзи или дайте им номера.',
  fixable: false,
  examples: {
    bad: { files: { '01-project/01-01-glossary/_index.md': `${START}## Копия\n\nФайл в облаке.\n` } },
    good: { files: { '01-project/01-01-glossary/_index.md': `${START}## Копия в облаке\n\nФайл в облаке.\n` } },
  },
  *page(page) {
    const anchors = new Map<string, Heading>();
    const names = new Map<string, Heading>();
    for (const heading of page.headings) {
      const rival =
        heading.anchors.map((anchor) => anchors.get(anchor)).find((found) => found !== undefined) ??
        (heading.slugRepeats ? names.get(heading.name) : undefined);
      for (const anchor of heading.anchors) if (!anchors.has(anchor)) anchors.set(anchor, heading);
      if (!names.has(heading.name)) names.set(heading.name, heading);
      // A number is an anchor of its own; a repeated number is reported by N005.
      if (heading.number !== undefined || heading.name.trim() === '') continue;
      const place = { path: page.path, range: heading.textRange, found: heading.name };
      if (rival !== undefined) yield { ...place, message: `Якорь заголовка «${heading.name}» совпадает с якорем в ${lineOf(page, rival.range.start)}` };
      else if (EMOJI.test(heading.name))
        yield { ...place, message: `Якорь заголовка «${heading.name}» зависит от эмодзи`, expected: heading.name.replace(new RegExp(EMOJI, 'gu'), '').trim() };
    }
  },
});

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Words a page is made of: enough variety for an honest search index, plain enough to generate. */
const WORDS =
  'сервер база данные копия проверка порт домен сертификат контейнер служба журнал диск память нагрузка сеть доступ ключ правило запрос ответ очередь задача расписание восстановление обновление настройка маршрут адрес пользователь команда файл каталог образ версия отчёт тревога порог график метрика узел'.split(
    ' ',
  );
const DOCUMENTS_PER_SECTION = 50;
const TOPICS_PER_DOCUMENT = 4;
const PAGE_CHARACTERS = 3_300; // about 6 KB of UTF-8 Cyrillic

/** A small seeded generator (mulberry32), so that every run and every contestant gets the same pages. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * A correct numbered knowledge base of about `size` pages: sections of 50 documents, 4 topics and
 * 3 code blocks a page, links and number references between them. Above 99 sections, documents get child pages.
 *
 * @returns texts by path relative to the content folder
 */
export function generateCorpus(size: number, seed = 1): Map<string, string> {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const sentence = (): string => {
    const words = Array.from({ length: 6 + Math.floor(next() * 8) }, () => pick(WORDS));
    const text = words.join(' ');
    return `${text[0]?.toUpperCase()}${text.slice(1)}.`;
  };
  const paragraph = (characters: number): string => {
    let text = sentence();
    while (text.length < characters) text += ` ${sentence()}`;
    return text;
  };
  const two = (value: number): string => String(value).padStart(2, '0');
  const sections = Math.min(99, Math.max(1, Math.round(size / (DOCUMENTS_PER_SECTION + 1))));
  const documents = Math.min(99, Math.max(1, Math.round((size - sections - 1) / sections)));
  const children = Math.max(0, Math.round((size - sections - 1 - sections * documents) / (sections * documents)));
  const folder = (s: number, d: number): string => `${two(s)}-section/${two(s)}-${two(d)}-document`;
  const front = (title: string, order: number): string =>
    `---\ntitle: ${title}\ndescription: ${sentence()}\norder: ${order}\nstatus: active\nprogress: ${Math.floor(next() * 101)}\nversion: "1.0"\nupdated: "2025-07-21"\nreview: yearly\nowner: kadyrkhan\n---\n\n`;
  const texts = new Map<string, string>();
  const list: string[] = [];
  for (let s = 1; s <= sections; s++) {
    const items: string[] = [];
    for (let d = 1; d <= documents; d++) {
      const number = `${two(s)}.${two(d)}`;
      items.push(`- [${number} - Документ ${number}](${two(s)}-${two(d)}-document/_index.md)`);
      let body = `${front(`${number} - Документ ${number}`, d)}${paragraph(300)}\n`;
      for (let t = 1; t <= TOPICS_PER_DOCUMENT; t++) {
        const other = `${two(1 + Math.floor(next() * sections))}.${two(1 + Math.floor(next() * documents))}.${two(1 + Math.floor(next() * TOPICS_PER_DOCUMENT))}`;
        body += `\n## ${number}.${two(t)} - ${sentence().slice(0, -1)}\n\n${paragraph(PAGE_CHARACTERS / TOPICS_PER_DOCUMENT - 150)} См. ${other}.\n`;
        if (t < TOPICS_PER_DOCUMENT) body += `\n\`\`\`bash\ndocker compose logs --tail ${t}00 service-${two(d)}\nsystemctl status unit-${two(s)}\n\`\`\`\n`;
      }
      const neighbour = (d % documents) + 1;
      body += `\n${paragraph(100)} Дальше — [соседний документ](../${two(s)}-${two(neighbour)}-document/_index.md).\n`;
      for (let c = 1; c <= children; c++) {
        const name = `child-${two(c)}.md`;
        body += `\nПодробнее — [приложение ${c}](${name}).\n`;
        texts.set(`${folder(s, d)}/${name}`, `${front(`Приложение ${c} к ${number}`, c)}${paragraph(PAGE_CHARACTERS)}\n`);
      }
      texts.set(`${folder(s, d)}/_index.md`, body);
    }
    list.push(`- [${two(s)} - Раздел ${two(s)}](${two(s)}-section/_index.md)`);
    texts.set(`${two(s)}-section/_index.md`, `${front(`${two(s)} - Раздел ${two(s)}`, s)}${paragraph(400)}\n\n${items.join('\n')}\n`);
  }
  texts.set('_index.md', `${front('База для замеров', 1)}${paragraph(400)}\n\n${list.join('\n')}\n`);
  return texts;
}

/** Writes texts below a folder, which is emptied first. */
export function writeCorpus(folder: string, texts: ReadonlyMap<string, string>): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, text] of texts) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

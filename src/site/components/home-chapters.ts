/** One second-level heading of the home page with everything below it, as HTML. */
export interface HomeChapter {
  /** Text of the heading, tags gone. */
  readonly title: string;
  readonly heading: string;
  readonly body: string;
}

/** Cuts the rendered home page at its second-level headings, so that computed views can stand among its words. */
export function splitHome(html: string): { readonly intro: string; readonly chapters: readonly HomeChapter[] } {
  const [intro = '', ...chapters] = html.split(/(?=<div class="sl-heading-wrapper level-h2">)/);
  return {
    intro,
    chapters: chapters.map((chapter) => {
      const end = chapter.indexOf('</div>') + '</div>'.length;
      return { title: textOfHeading(chapter), heading: chapter.slice(0, end), body: chapter.slice(end) };
    }),
  };
}

/** Puts every third-level heading and what follows it into a `<section>` of its own: a card. */
export function cardsByHeading(html: string, className: string): { readonly before: string; readonly cards: readonly string[] } {
  const [before = '', ...cards] = html.split(/(?=<div class="sl-heading-wrapper level-h3">)/);
  return { before, cards: cards.map((card) => `<section class="${className}">${card}</section>`) };
}

/** Takes away the sentence the text begins with: the hero has already said it. Left alone when it is marked up inside. */
export function withoutOpening(html: string, sentence: string): string {
  const start = html.search(/\S/);
  const opening = `<p>${sentence}`;
  if (!html.startsWith(opening, start)) return html;
  const rest = html.slice(start + opening.length).trimStart();
  return rest.startsWith('</p>') ? rest.slice('</p>'.length) : `<p>${rest}`;
}

function textOfHeading(heading: string): string {
  const inner = /<h2[^>]*>([\s\S]*?)<\/h2>/.exec(heading)?.[1] ?? '';
  return inner.replace(/<[^>]+>/g, '').trim();
}

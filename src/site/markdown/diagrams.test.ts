import { spawnSync } from 'node:child_process';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';
import { describe, expect, it } from 'vitest';
import { pageSvg } from './diagram-svg.ts';
import { GRAPHVIZ_PAINT } from './graphviz-diagram.ts';
import { renderBody } from './test-page.ts';

const fence = (lang: string, source: string, meta = ''): string => `\`\`\`${lang} ${meta}\n${source}\n\`\`\``;
const FLOW = 'flowchart LR\n  a["Сервер"] --> b["База"]';

describe('diagrams', () => {
  it('are drawn into the page, with their text folded below', async () => {
    const { html } = await renderBody(fence('mermaid', FLOW));
    expect(html).toMatch(/^<figure class="kb-diagram"><div class="kb-diagram-scroll"[^>]*><svg /);
    expect(html).toContain('<details data-pagefind-ignore=""><summary>Текст схемы</summary><pre class="kb-diagram-source"');
    expect(html).not.toContain('language-mermaid');
  });

  it.each([
    [fence('mermaid', FLOW, 'title="Путь -- запроса"'), 'Путь\u00A0— запроса'],
    [fence('mermaid', `%% Путь запроса\n${FLOW}`), 'Путь запроса'],
    [fence('dot', '// Путь запроса\ndigraph { a -> b }'), 'Путь запроса'],
    [fence('mermaid', FLOW), 'Схема: Сервер, База'],
  ])('have a name to read aloud', async (body, name) => {
    expect((await renderBody(body)).html).toContain(`role="img" aria-label="${name}"`);
  });

  it('of one page never share an id, and every arrow finds its head', async () => {
    const { html } = await renderBody([fence('mermaid', FLOW), fence('mermaid', FLOW), fence('dot', 'digraph { a -> b }')].join('\n\n'));
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(ids).toEqual(['kb-diagram-1-arrowhead', 'kb-diagram-2-arrowhead']);
    for (const [, id] of html.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(id);
  });

  it('take their colours from the theme and nothing from other hosts', async () => {
    const { html } = await renderBody(
      [
        fence('mermaid', `${FLOW}\n  style a fill:#f00,stroke:#00f\n  linkStyle 0 stroke:#0f0`),
        fence('mermaid', 'sequenceDiagram\n  Клиент->>Сервер: Запрос\n  Сервер-->>Клиент: Ответ'),
        fence('mermaid', 'xychart-beta\n  title "Цены"\n  x-axis [а, б]\n  bar [3, 7]'),
        fence(
          'dot',
          'digraph { a [style=filled, fillcolor=red, fontcolor=blue]; b [URL="https://example.com", image="https://example.com/x.png"]; a -> b [label="x"] }',
        ),
      ].join('\n\n'),
    );
    const drawings = [...html.matchAll(/<svg[\s\S]*?<\/svg>/g)].map(([svg]) => svg);
    expect(drawings).toHaveLength(4);
    for (const svg of drawings) {
      expect(svg).not.toMatch(/https?:|@import|<style|style=|font-family|<a[ >]|<image|<title/);
      const colours = [...svg.matchAll(/ (?:fill|stroke)="([^"]*)"/g)].map(([, colour]) => colour ?? '');
      for (const colour of colours)
        expect(colour).toMatch(/^(?:none|transparent|var\(--kb-diagram-[a-z-]+\)|color-mix\(in srgb, \S+ \d+%, var\(--kb-diagram-[a-z-]+\)\))$/);
    }
  });

  it('too wide for the page as a row become a column', async () => {
    const chain =
      'flowchart LR\n  a["Изолировать сервер"] --> b["Подготовить систему"] --> c["Поднять стек"] --> d["Восстановить данные"] --> e["Проверить снаружи"]';
    const width = Number(/viewBox="0 0 ([\d.]+)/.exec((await renderBody(fence('mermaid', chain))).html)?.[1]);
    expect(width).toBeLessThan(300);
  });

  it('understand arrows without spaces', async () => {
    const { html, problems } = await renderBody(fence('mermaid', 'graph TD\n  a-->b-.->c---d\n  b-- да -->d'));
    expect(problems).toEqual([]);
    expect(html.match(/class="edge"/g)).toHaveLength(4);
  });

  it.each([
    ['mermaid', 'flowchart LR\n  Клиент --> Сервер', 'не нарисовано стрелок: 1'],
    ['mermaid', 'flowchart LR\n  a["Сервер --> b["База"]', 'не закрыта кавычка: «a["Сервер --> b["База"]»'],
    ['mermaid', 'flowchart LR\n  a[Сервер --> b', 'не закрыта скобка: «a[Сервер --> b»'],
    ['mermaid', 'sequenceDiagram\n  Клиент->>Сервер', 'не нарисовано стрелок: 1'],
    ['mermaid', 'нечто\n  a --> b', 'первая строка «нечто» не называет вид схемы'],
    ['mermaid', '', 'схема пуста'],
    ['dot', 'digraph {\n  a -> \n}', 'ошибка в записи схемы'],
  ])('that are broken are reported with the line of the file, and the page goes on (%s: %j)', async (lang, source, message) => {
    const { html, problems } = await renderBody(`Абзац.\n\n${fence(lang, source)}\n\nДальше.`);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(message);
    // Front matter takes 3 lines, then an empty one, a paragraph, an empty one, the fence.
    expect(problems[0]?.line).toBe(7 + (lang === 'dot' ? 3 : message.startsWith('не закрыта') ? 2 : 0));
    expect(html).toContain('kb-diagram-broken');
    expect(html).toContain('<p>Дальше.</p>');
  });

  it('cannot carry code', async () => {
    const { html } = await renderBody(
      [
        fence(
          'mermaid',
          'flowchart LR\n  a["<script>alert(1)</script>"] --> b["<img src=x onerror=alert(1)>"]\n  style a fill:url(javascript:alert(1))',
          `title='"><script>alert(1)</script>'`,
        ),
        fence(
          'dot',
          'digraph { a [label=<<b>x</b>>, URL="javascript:alert(1)", tooltip="\\"><script>alert(1)</script>"]; b [label="</svg><script>alert(1)</script>"]; a -> b }',
        ),
      ].join('\n\n'),
    );
    visit(fromHtml(html, { fragment: true }), 'element', ({ tagName, properties }) => {
      expect(['script', 'img', 'a']).not.toContain(tagName);
      for (const [name, value] of Object.entries(properties)) expect(`${name}=${String(value)}`).not.toMatch(/^on|^fill=.*javascript|^style/);
    });
    expect(html.match(/<svg/g)).toHaveLength(2);
  });

  it('whatever a library draws, only drawing is left of it', () => {
    const hostile = `<svg viewBox="0 0 10 10" onload="alert(1)" xmlns:xlink="x"><style>@import url(https://example.com)</style><script>alert(1)</script>
      <foreignObject><div>x</div></foreignObject><image href="https://example.com/x.png"/><use href="#a"/><a href="javascript:alert(1)"><text onclick="alert(1)" style="color:red">подпись</text></a>
      <rect fill="url(https://example.com/#x)" stroke="red;}" width="1.23456"/><animate attributeName="href"/></svg>`;
    const { svg, width } = pageSvg(hostile, 'p-', GRAPHVIZ_PAINT);
    expect(width).toBe(10);
    expect(JSON.stringify(svg)).not.toMatch(/alert|example\.com|onload|onclick|style|script|foreign|image|"use"|animate|red;/);
    expect(JSON.stringify(svg)).toContain('подпись');
    expect(JSON.stringify(svg)).toContain('1.23"');
  });

  it('cost nothing where there are none: no library is loaded with the plugin', () => {
    const script = `import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
      await import('./src/site/markdown/index.ts');
      console.log(loaded.join('\\n'));`;
    const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(status).toBe(0);
    expect(stdout).toContain('mermaid-diagram.ts');
    expect(stdout).not.toMatch(/node_modules\/(?:beautiful-mermaid|@viz-js)/);
  });
});

import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

const html = async (body: string, options = {}): Promise<string> => (await renderBody(body, options)).html;
const problems = async (body: string, options = {}): Promise<string[]> =>
  (await renderBody(body, options)).problems.map(({ line, message }) => `${line}: ${message}`);

describe('a fact link', () => {
  it('shows the value of the inventory, whatever its text says, and leads to the card', async () => {
    expect(await html('[`old.example.kz`](fact:app.domain)')).toBe(
      '<p><a class="kb-fact" href="/inventory/#app" title="Из инвентаря: app.domain" data-fact="app.domain"><code dir="auto">app.example.kz</code></a></p>',
    );
  });

  it('is code only where it was written as code', async () => {
    expect(await html('[999 ₽](fact:costs.total.month)')).toContain('data-fact="costs.total.month">599\u00A0₽</a>');
  });

  it('may break when it is long', async () => {
    expect(await html('[x](fact:app.image)')).toContain('class="kb-fact kb-fact--long"');
    expect(await html('[x](fact:app.version)')).toContain('class="kb-fact"');
  });

  it('that only the team may see is hidden from others, value and key', async () => {
    expect(await html('[192.0.2.10](fact:alpha.ip)')).toBe('<p><span class="kb-fact kb-fact--hidden" title="Значение видит только команда">скрыто</span></p>');
    expect(await html('[?](fact:alpha.ip)', { team: true })).toContain('href="/inventory/#alpha"');
    expect(await html('[?](fact:alpha.ip)', { team: true })).toContain('>192.0.2.10</a>');
  });

  it('with an unknown key refuses the build with the line and the nearest keys', async () => {
    expect(await problems('Первая.\n\nВторая строка и [x](fact:app.domian).')).toEqual([
      '7: факта «app.domian» в инвентаре нет. Может быть, app.domain или app.via?',
    ]);
    expect(await problems('[x](fact:nobody.knows)')).toEqual(['5: факта «nobody.knows» в инвентаре нет. Ключи покажет npm run kb -- inventory facts']);
  });

  it('without an inventory refuses the build', async () => {
    expect(await problems('[x](fact:app.domain)', { inventory: false })).toEqual([
      '5: ссылка fact:app.domain ни к чему не ведёт: инвентарь не читается. Исправьте файлы content/inventory.',
    ]);
  });

  it('works in a heading, a table and a list', async () => {
    const page = await html('## Порт [1](fact:app.port)\n\n- [1](fact:app.port)\n\n| a |\n| --- |\n| [1](fact:app.port) |');
    expect(page.match(/data-fact="app.port">8055<\/a>/g)).toHaveLength(3);
  });
});

describe('a status link', () => {
  it('shows the name as written and the lifecycle as shape, class and word', async () => {
    const chip = await html('[Приложение](status:app)');
    expect(chip).toMatch(
      /^<p><a class="kb-status kb-lifecycle kb-lifecycle--active" href="\/inventory\/#app" data-status-id="app" data-lifecycle="active"><svg class="kb-lifecycle-mark"/,
    );
    expect(chip).toContain('<span class="kb-status-name">Приложение</span> <span class="kb-status-word">действует</span></a>');
  });

  it.each([
    ['alpha', 'действует'],
    ['beta', 'запланирован'],
  ])('may name the server %s', async (id, word) => {
    expect(await html(`[Сервер](status:${id})`)).toContain(`<span class="kb-status-word">${word}</span>`);
  });

  it('to nobody refuses the build', async () => {
    expect(await problems('[x](status:direktus)')).toEqual(['5: сервиса или сервера «direktus» в инвентаре нет. Имена покажет npm run kb -- inventory list']);
  });
});

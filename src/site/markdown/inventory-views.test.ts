import { describe, expect, it } from 'vitest';
import { renderBody } from './test-page.ts';

const fence = (language: string, body = ''): string => `\`\`\`${language}\n${body}${body === '' ? '' : '\n'}\`\`\``;

describe('a view in a page', () => {
  it.each([
    ['servers', '', 'Процессор'],
    ['services', 'server: alpha', 'app.example.kz'],
    ['service', 'id: app', 'Приложение.'],
    ['ports', 'server: alpha', '443/tcp'],
    ['topology', 'level: services', 'Связи текстом'],
    ['domains', '', 'proxy.example.kz'],
    ['costs', 'view: upgrades', 'Память'],
    ['memory', '', '1\u00A0000\u00A0МБ из 1\u00A0000\u00A0МБ'],
  ])('%s is drawn in place of its fence', async (language, options, words) => {
    const { html, problems } = await renderBody(`До.\n\n${fence(language, options)}\n\nПосле.`);
    expect(problems).toEqual([]);
    expect(html).toMatch(new RegExp(`^<p>До.</p>\\n<div class="kb-view kb-view--${language}">[\\s\\S]*</div>\\n<p>После.</p>$`));
    expect(html.replaceAll(/&#xA0;|&nbsp;/g, '\u00A0')).toContain(words);
    expect(html).not.toContain('<pre');
  });

  it('of a broken fence refuses the build with the line of the option, and the page goes on', async () => {
    const { html, problems } = await renderBody(`До.\n\n${fence('ports', '# где\nsever: alpha')}\n\nПосле.`);
    expect(problems).toEqual([{ line: 9, message: 'В блоке ports неизвестное поле «sever». Ожидалось: одно из полей: server, exposure. Может быть, server?' }]);
    expect(html).toContain('Вид не собран');
    expect(html).toContain('<p>После.</p>');
  });

  it('of an unknown service names those there are', async () => {
    const { problems } = await renderBody(fence('service', 'id: ap'));
    expect(problems).toEqual([{ line: 6, message: 'Сервиса «ap» в инвентаре нет. Ожидалось: proxy1, base, app. Может быть, app?' }]);
  });

  it('without an inventory refuses the build', async () => {
    const { problems } = await renderBody(fence('domains'), { inventory: false });
    expect(problems).toEqual([{ line: 5, message: 'Инвентарь не читается. Исправьте файлы content/inventory.' }]);
  });

  it('shows the team’s values to the team alone', async () => {
    expect((await renderBody(fence('servers'))).html).not.toContain('192.0.2.10');
    expect((await renderBody(fence('servers'), { team: true })).html).toContain('192.0.2.10');
    expect((await renderBody(fence('service', 'id: app'))).html).not.toContain('вход через бастион');
    expect((await renderBody(fence('service', 'id: app'), { team: true })).html).toContain('вход через бастион');
  });

  it('never shares an id with another view of the page', async () => {
    const { html } = await renderBody([fence('topology'), fence('topology'), fence('memory')].join('\n\n'));
    const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('has tables with names of their own', async () => {
    const { html } = await renderBody([fence('ports', 'server: alpha'), fence('ports', 'server: alpha')].join('\n\n'));
    expect([...html.matchAll(/role="region" aria-label="([^"]*)"/g)].map(([, name]) => name)).toEqual(['Порты: Первый', 'Порты: Первый, 2']);
  });

  it('is for its own languages: other fences stay code', async () => {
    expect((await renderBody(fence('yaml', 'server: alpha'))).html).toContain('<pre');
  });
});

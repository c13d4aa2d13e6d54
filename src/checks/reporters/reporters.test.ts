import { describe, expect, it } from 'vitest';
import { knowledgeBaseFromTexts, NO_HISTORY } from '../../knowledge/index.ts';
import { check } from '../check.ts';
import type { CheckReport } from '../diagnostic.ts';
import type { Rule, Severity } from '../rule.ts';
import { defineRule } from '../rule.ts';
import { plural, reporters } from './index.ts';

const OPTIONS = { folder: 'content', color: false };

/** A rule that points at every occurrence of a word. */
function wordRule(id: string, word: string, severity: Severity, fixed?: string): Rule {
  return defineRule({
    id,
    severity,
    title: 'Слова нет',
    why: 'Так проще проверить отчёт.',
    remedy: 'Уберите слово.',
    fixable: fixed !== undefined,
    examples: { bad: { files: {} }, good: { files: {} } },
    *page(page) {
      for (let at = page.text.indexOf(word); at !== -1; at = page.text.indexOf(word, at + 1)) {
        const range = { start: at, end: at + word.length };
        yield {
          path: page.path,
          range,
          message: `Лишнее слово «${word}»`,
          expected: fixed,
          found: word,
          fix: fixed === undefined ? undefined : { title: `заменить на «${fixed}»`, edits: [{ path: page.path, range, text: fixed }] },
        };
      }
    },
  });
}

function reportOf(text: string, ...rules: Rule[]): CheckReport {
  return check({ base: knowledgeBaseFromTexts(new Map([['_index.md', text]])), history: NO_HISTORY, today: '2025-07-21' }, rules);
}

describe('the pretty report', () => {
  it('shows the place, the line with a caret, what was expected and what to type', () => {
    const report = reportOf('---\ntitle: Дом\n---\n\nЗдесь стоит кот.\n', wordRule('Z001', 'кот', 'error', 'пёс'));
    expect(reporters.pretty(report, OPTIONS)).toMatchInlineSnapshot(`
      "ошибка Z001  Лишнее слово «кот»
        content/_index.md:5:13
        5 │ Здесь стоит кот.
          │             ^^^
        ожидалось: пёс
        найдено:   кот
        почему:    Так проще проверить отчёт.
        исправить: npm run fix — заменить на «пёс»

      Проверено: 1 страница, 0 номеров, 0 ссылок, 1 правило. Найдено: 1 ошибка, 0 предупреждений. Команда npm run fix исправит 1; посмотреть заранее: npm run fix -- --dry-run"
    `);
  });

  it('cuts a very long line around the caret, so that the caret stands under its word', () => {
    const report = reportOf(`---\ntitle: Дом\n---\n\n${'слово '.repeat(80)}кот${' слово'.repeat(80)}\n`, wordRule('Z001', 'кот', 'warning'));
    const [, , line = '', carets = ''] = reporters.pretty(report, OPTIONS).split('\n');
    expect(line.length).toBeLessThan(120);
    expect(line.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1)).toBe('кот');
  });

  it('says how much was looked at even when nothing is wrong', () => {
    expect(reporters.pretty(reportOf('---\ntitle: Дом\n---\n'), OPTIONS)).toBe('Проверено: 1 страница, 0 номеров, 0 ссылок, 0 правил. Замечаний нет.');
  });

  it('reports a rule that crashed without hiding what the others found', () => {
    const crashing: Rule = {
      ...wordRule('Z002', 'x', 'error'),
      page: () => {
        throw new Error('деление на ноль');
      },
    };
    const text = reporters.pretty(reportOf('---\ntitle: Дом\n---\n\nкот\n', crashing, wordRule('Z001', 'кот', 'error')), OPTIONS);
    expect(text).toContain('сбой правила Z002');
    expect(text).toContain('деление на ноль');
    expect(text).toContain('ошибка Z001');
  });
});

describe('the JSON report', () => {
  it('carries places, offsets and edits for programs', () => {
    const { diagnostics, version } = JSON.parse(reporters.json(reportOf('---\ntitle: Дом\n---\n\n😀 кот\n', wordRule('Z001', 'кот', 'error', 'пёс')), OPTIONS));
    expect(version).toBe(1);
    expect(diagnostics).toEqual([
      expect.objectContaining({
        rule: 'Z001',
        severity: 'error',
        file: 'content/_index.md',
        line: 5,
        column: 4,
        endLine: 5,
        endColumn: 7,
        fix: { title: 'заменить на «пёс»', edits: [{ file: 'content/_index.md', start: 23, end: 26, text: 'пёс' }] },
      }),
    ]);
  });
});

describe('the GitHub report', () => {
  it('escapes what would break out of an annotation', () => {
    const report = reportOf('---\ntitle: Дом\n---\n\n100%::x\n', wordRule('Z001', '100%::x', 'warning'));
    const [line = ''] = reporters.github(report, { folder: 'a,b:c', color: false }).split('\n');
    expect(line).toBe(
      '::warning file=a%2Cb%3Ac/_index.md,line=5,col=1,endLine=5,endColumn=8,title=Z001::Лишнее слово «100%25::x»%0AНайдено: 100%25::x%0AИсправить: Уберите слово.',
    );
  });
});

describe('the SARIF report', () => {
  /** The parts a code scanning server looks at. */
  interface Result {
    ruleId: string;
    ruleIndex: number;
    level: string;
    locations: [{ physicalLocation: { artifactLocation: { uri: string }; region: object } }];
    partialFingerprints: { primaryLocationLineHash: string };
    fixes?: [{ artifactChanges: [{ replacements: [{ deletedRegion: object; insertedContent: { text: string } }] }] }];
  }
  const rule = wordRule('Z001', 'кот', 'warning', 'пёс');
  function resultsOf(text: string): Result[] {
    const log: { runs: [{ results: Result[] }] } = JSON.parse(reporters.sarif(reportOf(text, rule), { ...OPTIONS, rules: [rule] }));
    return log.runs[0].results;
  }

  it('names the place, the rule and a repair in lines and UTF-16 columns', () => {
    const [result] = resultsOf('---\ntitle: Дом\n---\n\n😀 кот\n');
    expect(result).toMatchObject({ ruleId: 'Z001', ruleIndex: 0, level: 'warning' });
    const region = { startLine: 5, startColumn: 4, endLine: 5, endColumn: 7 };
    expect(result?.locations[0].physicalLocation).toMatchObject({ artifactLocation: { uri: 'content/_index.md' }, region });
    expect(result?.fixes?.[0].artifactChanges[0].replacements).toEqual([{ deletedRegion: region, insertedContent: { text: 'пёс' } }]);
  });

  it('keeps the fingerprint when lines are added above, and gives equal lines different ones', () => {
    const names = (text: string): string[] => resultsOf(text).map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
    const before = names('---\ntitle: Дом\n---\n\nкот\n\nкот\n');
    expect(names('---\ntitle: Дом\nowner: я\n---\n\nНовое.\n\nкот\n\nещё\n\nкот\n')).toEqual(before);
    expect(new Set(before).size).toBe(2);
  });

  it('explains each rule with its page, its repair and its examples', () => {
    const log: { runs: [{ tool: { driver: { rules: Array<{ id: string; helpUri: string; help: { text: string } }> } } }] } = JSON.parse(
      reporters.sarif(reportOf('---\ntitle: Дом\n---\n', rule), { ...OPTIONS, rules: [rule] }),
    );
    expect(log.runs[0].tool.driver.rules).toEqual([expect.objectContaining({ id: 'Z001', helpUri: 'https://docs.tapbot.kz/rules/Z001/' })]);
    expect(log.runs[0].tool.driver.rules[0]?.help.text).toContain('Как исправить: Уберите слово.');
  });
});

describe('the JUnit report', () => {
  it('fails for errors, skips the rest and passes a rule that found nothing', () => {
    const rules = [wordRule('Z001', 'кот', 'error'), wordRule('Z002', 'пёс', 'warning'), wordRule('Z003', 'ёж', 'error')];
    const xml = reporters.junit(reportOf('---\ntitle: Дом\n---\n\nкот и пёс\n', ...rules), { ...OPTIONS, rules, today: '2025-07-21' });
    expect(xml.match(/<testsuite .*>/g)?.map((suite) => /tests="\d+" failures="\d+" errors="\d+" skipped="\d+"/.exec(suite)?.[0])).toEqual([
      'tests="1" failures="1" errors="0" skipped="0"',
      'tests="1" failures="0" errors="0" skipped="1"',
      'tests="1" failures="0" errors="0" skipped="0"',
    ]);
    expect(xml).toContain('content/_index.md:5:1');
  });
});

describe('the Markdown report', () => {
  it('sums up by rule, shows each finding and what to type', () => {
    const rules = [wordRule('Z001', 'кот', 'error', 'пёс'), wordRule('Z002', 'лев', 'warning')];
    expect(reporters.markdown(reportOf('---\ntitle: Дом\n---\n\nкот и кот\n\nлев\n', ...rules), { ...OPTIONS, rules })).toMatchInlineSnapshot(`
      "## База знаний: 2 ошибки, 1 предупреждение

      Проверено: 1 страница, 0 номеров, 0 ссылок, 2 правила.

      ### По правилам

      |  | Правило | Находок |
      | --- | --- | --- |
      | ❌ | [Z001](https://docs.tapbot.kz/rules/Z001/) Слова нет | 2 |
      | ⚠️ | [Z002](https://docs.tapbot.kz/rules/Z002/) Слова нет | 1 |

      ### Находки

      |  | Где | Что | Как исправить |
      | --- | --- | --- | --- |
      | ❌ | \`content/_index.md:5\` | Z001 Лишнее слово «кот» | \`npm run fix\`: заменить на «пёс» |
      | ❌ | \`content/_index.md:5\` | Z001 Лишнее слово «кот» | \`npm run fix\`: заменить на «пёс» |
      | ⚠️ | \`content/_index.md:7\` | Z002 Лишнее слово «лев» | Уберите слово. |

      Команда \`npm run fix\` исправит сама: 2.
      "
    `);
  });

  it('lets no finding break out of its cell', () => {
    const text = reporters.markdown(reportOf('---\ntitle: Дом\n---\n\n|<b>[x](y)`\n', wordRule('Z001', '|<b>[x](y)`', 'error')), OPTIONS);
    const row = text.split('\n').find((line) => line.includes('Лишнее слово')) ?? '';
    expect(row).toContain('«\\|\\<b\\>\\[x\\](y)\\`»');
  });

  it('stops at two hundred findings and says so', () => {
    const text = reporters.markdown(reportOf(`---\ntitle: Дом\n---\n\n${'кот '.repeat(300)}\n`, wordRule('Z001', 'кот', 'error')), OPTIONS);
    expect(text.match(/Лишнее слово/g)).toHaveLength(200);
    expect(text).toContain('первые 200 из 300');
  });

  it('is glad when there is nothing to say', () => {
    expect(reporters.markdown(reportOf('---\ntitle: Дом\n---\n'), OPTIONS)).toContain('## База знаний: замечаний нет');
  });
});

it('counts in Russian', () => {
  expect([1, 2, 5, 11, 21, 1234].map((count) => plural(count, 'ошибка', 'ошибки', 'ошибок'))).toEqual([
    '1 ошибка',
    '2 ошибки',
    '5 ошибок',
    '11 ошибок',
    '21 ошибка',
    '1\u00A0234 ошибки',
  ]);
});

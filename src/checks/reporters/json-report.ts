import { z } from 'zod';
import { SEVERITIES } from '../rule.ts';

const count = z.int().min(0);
const offset = count.describe('Смещение от начала файла в единицах UTF-16, с 0');
const position = z.int().min(1);
const file = z.string().describe('Путь к файлу относительно папки, где запущена команда');
const ruleId = z
  .string()
  .regex(/^[A-Z]\d{3}$/)
  .describe('Номер правила: N003');

const edit = z.strictObject({ file, start: offset, end: offset, text: z.string().describe('Чем заменить текст от start до end') });

const diagnostic = z.strictObject({
  rule: ruleId,
  severity: z.enum(SEVERITIES).describe('error — ошибка, warning — предупреждение, info — заметка'),
  message: z.string().describe('Что не так; читается без остального'),
  expected: z.string().optional().describe('Что должно быть'),
  found: z.string().optional().describe('Что написано'),
  why: z.string().describe('Почему это важно'),
  remedy: z.string().describe('Как исправить'),
  file,
  line: position.describe('Строка, с 1'),
  column: position.describe('Столбец в единицах UTF-16, с 1'),
  endLine: position,
  endColumn: position.describe('Столбец сразу за концом места'),
  start: offset,
  end: offset,
  fix: z
    .strictObject({ title: z.string().describe('Что сделает правка'), edits: z.array(edit).describe('Все правки сразу или ни одной') })
    .nullable()
    .describe('Безопасная правка, которую сделает npm run fix; null, если её нет'),
});

/** What `kb check --format json` prints. */
export const checkReportSchema = z
  .strictObject({
    version: z.literal(1).describe('Версия этого формата; растёт, когда поле меняет смысл или исчезает'),
    checked: z
      .strictObject({ pages: count, numbers: count, links: count, rules: count })
      .describe('Сколько проверено: пустой список находок не должен значить, что ничего не прочитано'),
    diagnostics: z.array(diagnostic).describe('Находки по порядку файлов и строк'),
    failures: z.array(z.strictObject({ rule: ruleId, error: z.string() })).describe('Правила, которые сломались сами; находки остальных на месте'),
  })
  .describe('Отчёт kb check');

export type JsonReport = z.infer<typeof checkReportSchema>;

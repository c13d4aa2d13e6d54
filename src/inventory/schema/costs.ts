import { z } from 'zod';
import { identifier, money, plannedTime, range, reference, sentence, text, unquoted, wholeQuantity, wrong } from './field.ts';

const upgradeOptionSchema = z
  .strictObject({
    delta: money('На сколько дороже в месяц, ₽').optional(),
    month: money('Новая цена за месяц, ₽').optional(),
    note: sentence('Откуда цена').optional(),
  })
  .refine(({ delta, month }) => (delta === undefined) !== (month === undefined), 'нужно ровно одно из двух: delta или month')
  .describe('Вариант цены');

const upgradeSchema = z
  .strictObject({
    name: text('Что расширяем'),
    server: reference('Id сервера').optional(),
    field: unquoted(z.enum(['ram', 'disk', 'server']), 'Что меняется: память, диск или новый сервер'),
    from: wholeQuantity('ГБ', 'Было, ГБ').optional(),
    to: wholeQuantity('ГБ', 'Станет, ГБ').optional(),
    size: sentence('Что за новый сервер').optional(),
    options: z.record(identifier, upgradeOptionSchema).describe('Цена. Вариантов несколько, когда источники спорят').optional(),
    price: range('₽', 'Цена нового сервера за месяц, ₽').optional(),
    confirmed: unquoted(z.boolean(), 'false — цену ещё надо подтвердить у провайдера'),
    earliest: plannedTime('Не раньше').optional(),
    unlocks: unquoted(z.array(identifier).min(1), 'Какие сервисы станут возможны: id').optional(),
    note: sentence('Что важно знать').optional(),
  })
  .describe('Расширение');

export const costsFileSchema = z
  .strictObject({
    total: z
      .strictObject({ day: money('За день, ₽'), month: money('За месяц, ₽'), year: money('За год, ₽') })
      .describe('Все серверы вместе. Сумма цен из servers.yaml, проверка её пересчитывает'),
    extras: z.record(identifier, z.strictObject({ name: sentence('Что это'), year: range('₽', 'За год, ₽') })).describe('Расходы кроме серверов'),
    upgrades: z.record(identifier, upgradeSchema).describe('Расширения, цены которых узнавали'),
    estimate: z
      .strictObject({
        years: z.record(z.string().regex(/^20\d\d$/, 'нужен год в кавычках: "2025"'), money('За год, ₽')).describe('По годам'),
        total: money('За все годы, ₽. Проверка пересчитывает сумму'),
        note: sentence('Что входит').optional(),
      })
      .describe('Смета на три года'),
    project: range('₽', 'Сколько стоит один проект клиента, ₽'),
    payback: z
      .strictObject({
        years: range('год', 'Сколько лет инфраструктуры оплачивает один проект. Проверка пересчитывает: цена проекта / total.year'),
        wrong: wrong(z.string(), 'Неверные сроки из старых страниц').optional(),
      })
      .describe('Окупаемость'),
  })
  .describe('Деньги: цены, расширения, смета');

export type CostsFile = z.infer<typeof costsFileSchema>;

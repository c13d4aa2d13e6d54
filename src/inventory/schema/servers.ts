import { z } from 'zod';
import { choice, day, documentNumber, identifier, money, quantity, range, sentence, teamOnly, text, version, wholeQuantity, wrong } from './field.ts';

export const SERVER_LIFECYCLES = {
  active: 'работает',
  prepared: 'подготовлен, стек не установлен',
  planned: 'в плане',
  retired: 'больше не работает',
} as const;

/** Old sizes that turn up in prose; the field they contradict. */
const WRONG_FIELDS = ['cpu', 'ram', 'disk'] as const;

export const serverSchema = z
  .strictObject({
    name: text('Имя сервера по-русски: «Первый сервер»'),
    hub: text('Имя роли по-английски: «Automation Hub»'),
    alsoCalled: z.array(text('Ещё одно имя')).optional().describe('Как ещё сервер называют в тексте: по этим словам проверка понимает, о каком сервере фраза'),
    purpose: sentence('Что на нём работает, одним предложением'),
    lifecycle: choice(SERVER_LIFECYCLES, 'Состояние сервера'),
    readiness: wholeQuantity('%', 'Готовность, в процентах').refine((value) => value <= 100, 'готовность не бывает больше 100 %'),
    readinessNote: sentence('Что готово и чего не хватает').optional(),
    built: z
      .strictObject({ from: day('Первый день работ'), to: day('Последний день работ') })
      .optional()
      .describe('Когда сервер собирали'),
    ip: teamOnly(z.ipv4().meta({ description: 'Адрес IPv4. Только для команды: на публичные страницы не попадает' })),
    cpu: wholeQuantity('vCPU', 'Сколько виртуальных ядер'),
    clock: text('Частота ядра, как её пишет провайдер: «3+ ГГц»'),
    ram: wholeQuantity('ГБ', 'Оперативная память, ГБ'),
    disk: wholeQuantity('ГБ', 'Диск, ГБ'),
    diskKind: text('Какой диск: NVMe, SSD'),
    network: wholeQuantity('Мбит/с', 'Канал, Мбит/с'),
    os: text('Операционная система с версией'),
    idleRam: wholeQuantity('%', 'Сколько памяти занято без нагрузки, в процентах').optional(),
    memory: z
      .strictObject({
        usable: wholeQuantity('МБ', 'Сколько памяти можно раздать, МБ: меньше, чем ram, потому что часть занимает ядро'),
        reserved: z
          .record(identifier, z.strictObject({ name: sentence('Чему память отдана'), limit: wholeQuantity('МБ', 'Сколько, МБ') }))
          .describe('Что занимает память, кроме сервисов'),
      })
      .describe('Бюджет памяти. Сумма с пределами сервисов не должна превышать usable'),
    swap: z
      .strictObject({ size: range('ГБ', 'Размер файла подкачки, ГБ'), swappiness: z.int().min(0).max(100).describe('Значение vm.swappiness') })
      .optional()
      .describe('Какой swap положен серверу'),
    containerLogs: z
      .strictObject({
        driver: text('Драйвер журналов Docker'),
        maxSize: wholeQuantity('МБ', 'Предел одного файла, МБ'),
        files: z.int().min(1).describe('Сколько файлов хранить'),
      })
      .optional()
      .describe('Предел журналов контейнеров'),
    price: z.strictObject({ day: money('За день, ₽'), month: money('За месяц, ₽'), year: money('За год, ₽') }).describe('Цена провайдера'),
    software: z
      .record(
        identifier,
        z.strictObject({
          name: sentence('Название программы'),
          version: version('Установленная версия'),
          source: sentence('Откуда версия известна').optional(),
        }),
      )
      .optional()
      .describe('Программы хоста, версии которых известны'),
    document: documentNumber('Номер темы, которая описывает сервер'),
    wrongIps: teamOnly(wrong(z.ipv4(), 'Чужие и старые адреса, которые приписывают серверу. Только для команды')),
    wrongValues: z
      .array(
        z.strictObject({
          field: z.enum(WRONG_FIELDS).describe('Какое поле пишут неверно'),
          value: quantity('ГБ', 'Неверное число'),
          why: sentence('Почему оно неверно'),
        }),
      )
      .optional()
      .describe('Неверные размеры из старых страниц'),
  })
  .describe('Сервер');

export const serversFileSchema = z
  .strictObject({
    provider: z
      .strictObject({
        name: text('Сайт провайдера'),
        dataCentre: text('Город дата-центра'),
        note: sentence('Что важно знать').optional(),
        pingToKazakhstan: range('мс', 'Задержка до Казахстана, мс'),
      })
      .describe('У кого арендованы серверы'),
    servers: z.record(identifier, serverSchema).describe('Серверы по их id'),
  })
  .describe('Серверы: железо, цены, память. Страницы цитируют эти значения, проверка сравнивает с ними каждую фразу');

export type ServersFile = z.infer<typeof serversFileSchema>;

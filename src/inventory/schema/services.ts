import { z } from 'zod';
import {
  choice,
  day,
  documentNumber,
  domainName,
  identifier,
  plannedTime,
  portNumber,
  reference,
  sentence,
  teamOnly,
  text,
  threshold,
  unquoted,
  version,
  wholeQuantity,
  wrong,
} from './field.ts';

export const SERVICE_LIFECYCLES = { active: 'работает', planned: 'в плане', retired: 'больше не работает' } as const;

export const EXPOSURES = { public: 'открыт в интернет', internal: 'только внутри сети Docker', host: 'слушает на хосте, снаружи закрыт' } as const;

export const AUTH_KINDS = {
  'basic-auth': 'BasicAuth',
  builtin: 'собственный вход',
  network: 'внутренняя сеть',
  scram: 'SCRAM',
  acl: 'ACL',
  'api-key': 'ключ API',
  keys: 'ключи',
  open: 'открыто всем',
  none: 'своего входа нет',
} as const;

const statusCodes = z.array(z.int().min(100).max(599)).min(1);
const path = z.string().regex(/^\//, 'путь начинается с /');

export const healthSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: unquoted(z.literal('http'), 'Запрос по HTTP'),
        path: path.describe('Путь, который отвечает без пароля'),
        status: unquoted(statusCodes, 'Коды ответа здорового сервиса'),
        failing: unquoted(statusCodes, 'Коды, которыми сервис сам говорит о поломке').optional(),
        body: unquoted(z.string().min(1), 'Что обязано быть в теле ответа').optional(),
        also: unquoted(z.array(path).min(1), 'Другие пути проверки').optional(),
        note: sentence('Что удивит того, кто проверяет').optional(),
      })
      .describe('Проверка по HTTP'),
    z
      .strictObject({
        kind: unquoted(z.literal('tcp'), 'Соединение по TCP'),
        banner: unquoted(z.string().min(1), 'С чего начинается приветствие сервера').optional(),
        note: sentence('Что удивит того, кто проверяет').optional(),
      })
      .describe('Проверка соединением'),
    z
      .strictObject({ kind: unquoted(z.literal('postgres'), 'Рукопожатие PostgreSQL'), note: sentence('Как читать ответ').optional() })
      .describe('Проверка по протоколу PostgreSQL'),
    z
      .strictObject({ kind: unquoted(z.literal('redis'), 'PING по протоколу Redis'), note: sentence('Как читать ответ').optional() })
      .describe('Проверка по протоколу Redis'),
    z
      .strictObject({ kind: unquoted(z.literal('heartbeat'), 'Сигнал, который хост присылает сам'), note: sentence('Почему порта нет').optional() })
      .describe('Сигнал с хоста'),
  ])
  .describe('Как узнать без пароля, что сервис жив');

export const canarySchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: unquoted(z.literal('http'), 'Запрос по HTTP'),
        path: path.describe('Путь, который обязан быть закрыт'),
        secure: unquoted(statusCodes, 'Коды ответа, когда вход закрыт'),
        body: unquoted(z.string().min(1), 'Что обязано быть в теле, когда код ничего не доказывает').optional(),
        note: sentence('Как читать ответ').optional(),
      })
      .describe('Запрос без пароля, который обязан получить отказ'),
    z
      .strictObject({ kind: unquoted(z.literal('closed'), 'Порт не отвечает снаружи'), note: sentence('Почему').optional() })
      .describe('Порт, который не отвечает снаружи'),
  ])
  .describe('Проверка снаружи: закрыто ли то, что должно быть закрыто');

const claimAnswer = (description: string) =>
  z
    .strictObject({
      status: unquoted(statusCodes, 'Коды ответа').optional(),
      body: unquoted(z.string().min(1), 'Что есть в теле ответа').optional(),
    })
    .refine(({ status, body }) => status !== undefined || body !== undefined, 'нужен status или body')
    .describe(description);

export const productSchema = z
  .strictObject({
    name: text('Название продукта без версии: «Directus»'),
    alsoCalled: z.array(text('Ещё одно имя')).optional().describe('Как ещё его пишут: по этим словам проверка понимает, о чём фраза'),
    version: version('Версия, как её пишут в тексте: "10.10", "16", "v3". Без неё в текст идёт точная версия').optional(),
    image: z
      .string()
      .regex(
        /^(?:[a-z0-9.-]+(?::\d+)?\/)?[a-z0-9._-]+(?:\/[a-z0-9._-]+)*(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?$/,
        'нужен образ с тегом, например redis:7.4.11-alpine',
      )
      .describe('Образ с точным тегом, который ставим. Единственное место, где он записан')
      .optional(),
    release: version('Точная версия, когда образа нет: программа ставится на хост').optional(),
    runs: unquoted(z.enum(['docker', 'host']), 'docker — в контейнере, host — прямо на сервере'),
    container: unquoted(z.string().regex(/^[a-z][a-z0-9-]*$/), 'Имя сервиса в compose.yaml: под ним его видят соседи по сети Docker').optional(),
    settings: z
      .record(z.string(), z.string().min(1).meta({ description: 'Значение' }))
      .describe('Настройки, значение которых решено: проверка сравнивает с ними файлы')
      .optional(),
    health: healthSchema.optional(),
    canary: canarySchema.optional(),
    unclaimed: z
      .strictObject({
        path: path.describe('Где спросить'),
        claimed: claimAnswer('Ответ, когда владелец есть'),
        alarm: claimAnswer('Ответ, когда владельца нет: первый зашедший станет администратором'),
        note: sentence('Уточнение').optional(),
      })
      .optional()
      .describe('Как узнать, что у свежей установки ещё нет владельца'),
    wrongVersions: wrong(z.string(), 'Неверные версии из старых страниц').optional(),
  })
  .describe('Продукт: то, что у всех его экземпляров общее');

export const portSchema = z
  .strictObject({
    port: portNumber('Номер порта'),
    protocol: unquoted(z.enum(['tcp', 'udp']), 'Протокол, обычно tcp').default('tcp'),
    exposure: choice(EXPOSURES, 'Откуда порт доступен').meta({ form: 'none' }),
    purpose: sentence('Для чего порт'),
  })
  .describe('Порт');

export const MEMORY_BUDGETS = ['always', 'on-demand', 'extension'] as const;

export const serviceSchema = z
  .strictObject({
    product: reference('Id продукта из products').meta({ form: 'none' }),
    server: reference('Id сервера'),
    lifecycle: choice(SERVICE_LIFECYCLES, 'Состояние сервиса'),
    since: day('С какого дня работает').optional(),
    planned: plannedTime('На когда запланирован').optional(),
    interim: sentence('Где и как работает сейчас, пока не переехал на свой сервер').optional(),
    purpose: sentence('Для чего сервис, одним предложением'),
    owner: reference('Кто отвечает: id из people.yaml'),
    domain: domainName('Адрес в интернете').optional(),
    laterDomain: domainName('Адрес, который появится позже').optional(),
    via: reference('Id обратного прокси, который открывает домен по 443 порту').optional(),
    ports: z.record(identifier, portSchema).optional().describe('Порты по именам: web, https, grpc'),
    auth: z
      .strictObject({
        kinds: unquoted(z.array(z.enum(Object.keys(AUTH_KINDS) as Array<keyof typeof AUTH_KINDS>)).min(1), 'Чем закрыт вход'),
        mode: unquoted(z.enum(['all', 'any']), 'all — нужны все, any — хватает одного').default('all'),
        note: sentence('Уточнение').optional(),
      })
      .optional()
      .describe('Что стоит между интернетом и интерфейсом'),
    networks: unquoted(z.array(identifier).min(1), 'Сети Docker, в которых живёт контейнер').optional(),
    memory: z
      .strictObject({
        limit: wholeQuantity('МБ', 'Предел памяти, МБ').optional(),
        sharedWith: reference('Id сервиса, с которым предел общий').optional(),
        budget: unquoted(
          z.enum(MEMORY_BUDGETS),
          'always — занимает всегда; on-demand — включают на время; extension — помещается, только когда остановлено всё on-demand',
        ).default('always'),
        note: sentence('Условие').optional(),
      })
      .refine(({ limit, sharedWith }) => (limit === undefined) !== (sharedWith === undefined), 'нужно ровно одно из двух: limit или sharedWith')
      .optional()
      .describe('Память сервиса'),
    diskLimit: wholeQuantity('МБ', 'Сколько диска можно занять, МБ').optional(),
    dependsOn: unquoted(z.array(identifier).min(1), 'Без каких сервисов не работает: id').optional(),
    thresholds: z.record(identifier, threshold('Порог')).optional().describe('Пороги этого сервиса'),
    document: documentNumber('Номер темы, которая описывает сервис'),
    runbook: documentNumber('Номер темы с порядком действий').optional(),
    accessNote: teamOnly(sentence('Как попасть внутрь. Только для команды; паролей и ключей здесь не бывает')),
    note: sentence('Что ещё важно знать').optional(),
    wrongNames: wrong(z.string(), 'Неверные адреса, которые ещё встречаются').optional(),
    wrongPorts: wrong(z.int(), 'Неверные порты, которые ещё встречаются').optional(),
  })
  .describe('Сервис: один продукт на одном сервере');

export const servicesFileSchema = z
  .strictObject({
    products: z.record(identifier, productSchema).describe('Продукты: версия, образ, проверки. Общее для всех серверов'),
    services: z.record(identifier, serviceSchema).describe('Сервисы: где работает, по какому адресу, кто отвечает'),
  })
  .describe('Продукты и сервисы. Страницы цитируют эти значения, проверка сравнивает с ними каждую фразу');

export type ServicesFile = z.infer<typeof servicesFileSchema>;

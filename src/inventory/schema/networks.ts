import { z } from 'zod';
import { day, domainName, identifier, measure, portNumber, reference, sentence, text, threshold, unquoted, wholeQuantity, wrong } from './field.ts';

const firewallRuleSchema = z
  .strictObject({
    port: portNumber('Какой порт открыт').meta({ form: 'none' }),
    protocol: unquoted(z.enum(['tcp', 'udp']), 'Протокол, обычно tcp').default('tcp'),
    why: sentence('Зачем он открыт'),
  })
  .describe('Открытый порт');

export const networksFileSchema = z
  .strictObject({
    domain: z
      .strictObject({
        name: domainName('Главный домен'),
        dns: text('Где управляют записями DNS'),
        certificates: z
          .strictObject({
            issuer: text('Кто выпускает сертификаты'),
            by: reference('Id продукта, который их получает'),
            warn: wholeQuantity('день', 'За сколько дней до конца срока предупреждать'),
            daily: wholeQuantity('день', 'С какого дня до конца срока напоминать ежедневно'),
            note: sentence('Уточнение').optional(),
          })
          .describe('Сертификаты'),
      })
      .describe('Домен проекта'),
    timeZone: z
      .strictObject({
        name: text('Часовой пояс: «Asia/Almaty»'),
        offset: text('Сдвиг: «UTC+5»'),
        since: day('С какого дня действует сдвиг'),
        wrong: wrong(z.string(), 'Неверные сдвиги из старых страниц').optional(),
      })
      .describe('Время, по которому живёт проект'),
    link: z
      .strictObject({
        latency: wholeQuantity('мс', 'Задержка между серверами меньше этого, мс'),
        traffic: text('Сколько стоит трафик между серверами'),
        note: sentence('Уточнение').optional(),
      })
      .describe('Связь между серверами'),
    vpn: z
      .strictObject({
        service: reference('Id сервиса VPN'),
        subnet: z.cidrv4().describe('Подсеть'),
        peers: z.int().min(1).describe('Сколько устройств самое большее'),
      })
      .describe('VPN команды'),
    docker: z
      .record(
        identifier,
        z.strictObject({
          purpose: sentence('Кого соединяет'),
          internal: unquoted(z.boolean(), 'true — из сети нет выхода в интернет'),
          servers: unquoted(z.array(identifier).min(1), 'На каких серверах она есть'),
        }),
      )
      .describe('Сети Docker по именам'),
    firewall: z
      .record(
        identifier,
        z.strictObject({
          incoming: unquoted(z.enum(['deny', 'allow']), 'Что делать с входящими по умолчанию'),
          outgoing: unquoted(z.enum(['deny', 'allow']), 'Что делать с исходящими по умолчанию'),
          allow: z.array(firewallRuleSchema).min(1).describe('Открытые порты'),
        }),
      )
      .describe('Правила UFW по серверам'),
    thresholds: z.record(identifier, threshold('Порог')).describe('Пороги ресурсов: когда смотреть и когда действовать'),
    serviceLevels: z.record(identifier, measure('Цель')).describe('Цели качества'),
    upgradeCriteria: z.record(identifier, measure('Признак')).describe('Когда пора расширяться'),
    incidents: z
      .record(
        identifier,
        z.strictObject({
          level: z.int().min(1).max(4).describe('Уровень от 1 до 4'),
          name: text('Название уровня'),
          action: sentence('Что делаем'),
        }),
      )
      .describe('Уровни инцидентов'),
  })
  .describe('Домен, сети, файрвол, пороги и цели');

export type NetworksFile = z.infer<typeof networksFileSchema>;

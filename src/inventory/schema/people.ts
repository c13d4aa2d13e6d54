import { z } from 'zod';
import { choice, identifier, measure, sentence, teamOnly, text, unquoted, wrong } from './field.ts';

export const PERSON_KINDS = { person: 'человек', team: 'команда' } as const;

export const personSchema = z
  .strictObject({
    name: text('Имя человека или команды, как оно стоит в предложении: «команда DevOps»'),
    kind: choice(PERSON_KINDS, 'Человек или команда').meta({ form: 'none' }),
    role: text('Роль'),
    responsibility: sentence('За что отвечает'),
    email: z.email().optional().describe('Почта, которую можно показать всем'),
    telegram: z
      .string()
      .regex(/^@\w{5,}$/)
      .optional()
      .describe('Имя в Telegram, которое можно показать всем'),
    account: text('Учётная запись на серверах, если она общая для роли').optional(),
    access: sentence('Что этой роли можно на серверах').optional(),
    privateContacts: teamOnly(
      z.record(identifier, z.string().min(1).meta({ description: 'Контакт' })).meta({ description: 'Телефоны и личные адреса. Только для команды' }),
    ),
    wrongContacts: wrong(z.string(), 'Неверные контакты из старых страниц').optional(),
    note: sentence('Что ещё важно знать').optional(),
  })
  .describe('Человек или команда');

export const peopleFileSchema = z
  .strictObject({
    project: z
      .strictObject({
        name: text('Название проекта'),
        purpose: sentence('Что проект делает'),
        channels: unquoted(z.array(z.string().min(1)).min(1), 'Где живут боты'),
        languages: unquoted(z.array(z.string().length(2)).min(1), 'Языки ботов'),
        income: unquoted(z.array(z.string().min(1)).min(1), 'На чём проект зарабатывает'),
        repository: text('Репозиторий на GitHub: владелец/имя'),
        licence: text('Лицензия'),
        support: z
          .strictObject({
            email: z.email().describe('Адрес поддержки'),
            answer: measure('За какое время отвечает'),
          })
          .describe('Техническая поддержка'),
      })
      .describe('О проекте'),
    people: z.record(identifier, personSchema).describe('Кто отвечает за сервисы и страницы'),
  })
  .describe('Проект и люди: имена, роли, контакты');

export type PeopleFile = z.infer<typeof peopleFileSchema>;

import { tagOfImage } from '../../inventory/index.ts';
import { defineRule } from '../rule.ts';
import { imageReferences } from './image-references.ts';

const START = '---\ntitle: 06.02 - Развёртывание\n---\n\n';

export const rule = defineRule({
  id: 'R002',
  severity: 'error',
  title: 'У образа закреплён тег с точной версией',
  why: 'Под плавающим тегом завтра лежит другая программа: установку не повторить, а откатиться не на что.',
  remedy: 'Возьмите тег из inventory/services.yaml: postgres:16.15-bookworm. Или переменную с проверкой: postgres:${POSTGRES_TAG:?}.',
  fixable: false,
  examples: {
    bad: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}\`\`\`yaml\nservices:\n  directus:\n    image: directus/directus:latest\n  db:\n    image: postgres:16\n\`\`\`\n\n\`\`\`bash\ndocker run -d --name redis redis\n\`\`\`\n`,
      },
    },
    good: {
      files: {
        '06-operations/06-02-deployment/_index.md': `${START}\`\`\`yaml\nservices:\n  directus:\n    image: directus/directus:10.10.7\n  site:\n    image: site\n    build: .\n\`\`\`\n\n\`\`\`bash\ndocker run -d --name redis redis:7.4.11-alpine\n\`\`\`\n`,
      },
    },
  },
  *page(page) {
    if (!/image:|\b(?:docker|podman)\b|^[ \t]*FROM /m.test(page.text)) return;
    for (const { image, range } of imageReferences(page)) {
      const flaw = flawOf(image);
      if (flaw !== undefined)
        yield { path: page.path, range, message: flaw, expected: `${image.replace(/(?<=[^/]):[^:/]*$/, '')}:<точная версия>`, found: image };
    }
  },
});

/** Undefined for a fixed image, and for one that is named elsewhere (`$IMAGE`, `<образ>`). */
function flawOf(image: string): string | undefined {
  if (image.includes('@sha256:') || !/^[\w./:-]+$/.test(image)) return undefined;
  const tag = tagOfImage(image);
  if (tag === undefined) return `У образа ${image} нет тега: это latest`;
  const version = /\d+(?:\.\d+)*/.exec(tag)?.[0];
  if (version === undefined) return `Тег ${tag} плавающий: он не называет версии`;
  // A date is exact: 20250721. The 3 of `alpine3` is not the version of the program.
  return /^v?\d{6,}/.test(tag) || /\d\.\d/.test(tag.replace(/(?<=[a-z])\d[\d.]*/gi, (digits, at: number) => (tag[at - 1] === 'v' && at === 1 ? digits : '')))
    ? undefined
    : `Тег ${tag} плавающий: он называет только старшую версию`;
}

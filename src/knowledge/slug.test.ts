import { describe, expect, it } from 'vitest';
import { checkSlug, slugOf, slugOfFolder } from './slug.ts';

describe('a folder name from a title', () => {
  it.each([
    ['Резервное копирование', 'rezervnoe-kopirovanie'],
    ['CI/CD и релизы', 'ci-cd-i-relizy'],
    ['Объём, щи, съезд — ёлка', 'obem-shchi-sezd-elka'],
    ['Деректер қоры: Ғылым', 'derekter-qory-gylym'],
    ['Café №5', 'cafe-5'],
    ['Очень длинное название документа о резервном копировании баз данных', 'ochen-dlinnoe-nazvanie-dokumenta-o-rezervnom'],
  ])('%s → %s', (title, slug) => {
    expect(slugOf(title)).toBe(slug);
  });

  it.each(['!!!', '12 факторов', '漢字'])('is asked for when «%s» gives none', (title) => {
    expect(() => slugOf(title)).toThrow('--slug backup');
  });

  it.each(['12-factor', 'Backup', 'a--b', 'a_b', '../x', ''])('given as «%s» is refused', (slug) => {
    expect(() => checkSlug(slug)).toThrow('не подходит');
  });

  it('is what follows the number of a folder', () => {
    expect([slugOfFolder('06-01-backup'), slugOfFolder('06-ops'), slugOfFolder('notes')]).toEqual(['backup', 'ops', 'notes']);
  });
});

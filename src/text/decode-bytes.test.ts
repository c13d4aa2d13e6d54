import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codePageNamed } from './code-pages.ts';
import { decodeBytes } from './decode-bytes.ts';

const TEXT = 'Резервное копирование\n\nКопии снимаются ночью. Проверка — раз в неделю: docker ps, «всё цело».\n';

/** Text in an old code page; what it does not have becomes «?», as such programs do. */
function encode(text: string, name: string): Uint8Array {
  const { bytes } = codePageNamed(name);
  return Uint8Array.from([...text].map((character) => (character.charCodeAt(0) < 128 ? character.charCodeAt(0) : (bytes.get(character) ?? 63))));
}

describe('a file', () => {
  it.each(['Windows-1251', 'KOI8-R', 'CP866', 'ISO-8859-5', 'Mac Cyrillic'])('in %s is recognised', (name) => {
    const bytes = encode(TEXT, name);
    const decoded = decodeBytes(bytes);
    expect(decoded).toMatchObject({ encoding: name, lost: 0 });
    expect(encode(decoded?.text ?? '', name)).toEqual(bytes);
    expect(decoded?.text).toContain('Копии снимаются ночью');
  });

  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 LE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16 LE', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 BE', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
    ['UTF-16 BE', Buffer.from(TEXT, 'utf16le').swap16()],
  ])('in %s is read, the BOM is not part of the text', (encoding, bytes) => {
    expect(decodeBytes(bytes)).toEqual({ text: TEXT, encoding, lost: 0 });
  });

  it('in UTF-8 with a damaged byte stays UTF-8, and the loss is counted', () => {
    const bytes = Buffer.from(TEXT);
    bytes[5] = 0xff;
    expect(decodeBytes(bytes)).toMatchObject({ encoding: 'UTF-8', lost: 2 });
  });

  it('that ends in the middle of a letter is read up to there', () => {
    const bytes = Buffer.from('Копия');
    expect(decodeBytes(bytes.subarray(0, bytes.length - 1))).toEqual({ text: 'Копи\uFFFD', encoding: 'UTF-8', lost: 1 });
  });

  it.each([
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489', 'hex')],
    ['an archive', Buffer.from('1f8b0800000000000003edbd07601c499625262f6dca7b7f4af54ad7e074a10880601324d8904010ecc188cde692ec1d', 'hex')],
    ['a program', Buffer.from('7f454c4602010100000000000000000003003e0001000000', 'hex')],
  ])('that is %s is not text', (_what, bytes) => {
    expect(decodeBytes(bytes)).toBeUndefined();
  });

  it('that is empty is an empty text', () => {
    expect(decodeBytes(new Uint8Array())).toEqual({ text: '', encoding: 'UTF-8', lost: 0 });
  });

  it('of any kind is read without a crash', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => void decodeBytes(bytes)),
      { numRuns: 300 },
    );
  });

  it('of any valid text comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        fc.pre(!/[\0-\x08\x0E-\x1F\x7F\uFFFD]/.test(text) && !text.startsWith('\uFEFF'));
        expect(decodeBytes(Buffer.from(text))?.text).toBe(text);
      }),
      { numRuns: 300 },
    );
  });
});

import { russianPlausibility } from './russian-bigrams.ts';

export interface DecodedBytes {
  readonly text: string;
  /** «UTF-8», «Windows-1251»: as people know it. */
  readonly encoding: string;
  /** Bytes that could not be read; each stands as U+FFFD in the text. */
  readonly lost: number;
}

/** Encodings in which Russian files are still found, with the labels of https://encoding.spec.whatwg.org/. */
const OLD_ENCODINGS = [
  ['Windows-1251', 'windows-1251'],
  ['CP866', 'ibm866'],
  ['KOI8-R', 'koi8-r'],
  ['Mac Cyrillic', 'x-mac-cyrillic'],
  ['ISO-8859-5', 'iso-8859-5'],
] as const;

/** Below this mean frequency of letter pairs a text is not Russian, whatever the encoding. */
const PLAUSIBLE = 4.5;
const CONTROLS = /[\0-\x08\x0E-\x1A\x1C-\x1F\x7F]/g;

/**
 * Finds out in which encoding a text was written and reads it: UTF-8 and UTF-16 with or without BOM, then the old
 * Russian code pages, chosen by how Russian the result looks.
 *
 * @returns undefined for what is not text: pictures, archives, programs
 */
export function decodeBytes(bytes: Uint8Array): DecodedBytes | undefined {
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return asText(new TextDecoder(wide.label).decode(bytes), wide.name);
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.match(/\uFFFD/g)?.length ?? 0;
  if (lost === 0) return asText(text, 'UTF-8');
  const old = readAsOld(bytes);
  // A UTF-8 file with a few bad bytes has far more good sequences than bad ones; in an old encoding it is the other way round.
  const good = text.match(/[^\0-\x7F\uFFFD]/g)?.length ?? 0;
  return old !== undefined && good < lost ? old : asText(text, 'UTF-8');
}

function asText(text: string, encoding: string): DecodedBytes | undefined {
  const controls = text.match(CONTROLS)?.length ?? 0;
  const lost = text.match(/\uFFFD/g)?.length ?? 0;
  if (text.includes('\0') || controls * 100 > text.length || lost * 4 > text.length) return undefined;
  return { text, encoding, lost };
}

function wideEncoding(bytes: Uint8Array): { readonly name: string; readonly label: string } | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return { name: 'UTF-16 LE', label: 'utf-16le' };
  if (first === 0xfe && second === 0xff) return { name: 'UTF-16 BE', label: 'utf-16be' };
  // Without a BOM: line breaks, spaces and Latin letters have a zero byte beside them, always on the same side.
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  for (const [index, byte] of sample.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > 0 && even === 0 && isCyrillicWide(sample, 1)) return { name: 'UTF-16 LE', label: 'utf-16le' };
  if (even > 0 && odd === 0 && isCyrillicWide(sample, 0)) return { name: 'UTF-16 BE', label: 'utf-16be' };
  return undefined;
}

/** High bytes of Russian UTF-16 are 00, 04 and, for dashes and signs, 20–27. */
function isCyrillicWide(sample: Uint8Array, side: 0 | 1): boolean {
  const high = sample.filter((_, index) => index % 2 === side);
  const usual = high.filter((byte) => byte === 0 || byte === 4 || (byte >= 0x20 && byte <= 0x27));
  return sample.length % 2 === 0 && usual.length >= high.length * 0.95;
}

function readAsOld(bytes: Uint8Array): DecodedBytes | undefined {
  const readings = OLD_ENCODINGS.map(([name, label]) => {
    const text = new TextDecoder(label).decode(bytes);
    return { text, name, score: likeness(text) };
  });
  const best = readings.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score < PLAUSIBLE ? undefined : asText(best.text, best.name);
}

/** Frequent pairs count for a reading; capitals inside words and characters that Russian texts do not have count against it. */
function likeness(text: string): number {
  const letters = text.match(/[А-яЁё]/g)?.length ?? 0;
  const strange = text.match(/[а-яё][А-ЯЁ]|[^\0-\x7FА-яЁё«»—–…№°§©„“”’•\u00A0─│┌┐└┘├┤┬┴┼═║]/g)?.length ?? 0;
  return (russianPlausibility(text) ?? 0) - (10 * strange) / Math.max(1, letters);
}

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8').split('@media')[0] ?? '';
const colours = new Map(
  [...css.matchAll(/--kb-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }]),
);

function luminance(hex: string): number {
  const channel = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(front: string, back: string, theme: 'light' | 'dark'): number {
  const [a, b] = [front, back].map((name) => luminance(colours.get(name)?.[theme] ?? `no token ${name}`)).sort((x, y) => y - x);
  return ((a ?? Number.NaN) + 0.05) / ((b ?? Number.NaN) + 0.05);
}

const SURFACES = ['paper', 'sheet', 'raised'];
const TEXTS = [
  ...['ink', 'text', 'muted', 'accent', 'accent-strong', 'amber', 'red'].flatMap((front) => SURFACES.map((back) => [front, back] as const)),
  ...['ink', 'text', 'accent', 'accent-strong'].map((front) => [front, 'accent-soft'] as const),
  ['amber', 'amber-soft'],
  ['text', 'amber-soft'],
  ['red', 'red-soft'],
  ['text', 'red-soft'],
  ['on-accent', 'accent-fill'],
] as const;
const SHAPES = ['line-strong', 'accent-fill', 'amber-fill', 'red-fill', 'focus'].flatMap((front) => SURFACES.map((back) => [front, back] as const));

describe.each(['light', 'dark'] as const)('the %s palette', (theme) => {
  it.each(TEXTS)('keeps text %s readable on %s (AA, 4.5)', (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(SHAPES)('keeps the shape %s visible on %s (AA, 3)', (front, back) => {
    expect(contrast(front, back, theme)).toBeGreaterThanOrEqual(3);
  });
});

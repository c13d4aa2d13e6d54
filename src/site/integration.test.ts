import { unified } from '@astrojs/markdown-remark';
import { expect, it } from 'vitest';
import { dropDirectiveSyntax } from './integration.ts';

function remarkDirective(): void {}
function other(): void {}

it('takes away the directive syntax that Starlight turns on, and nothing else', () => {
  const processor = unified({ remarkPlugins: [other, remarkDirective, other] });
  dropDirectiveSyntax(processor);
  expect(processor.options.remarkPlugins).toEqual([other, other]);
  dropDirectiveSyntax(processor);
  expect(processor.options.remarkPlugins).toEqual([other, other]);
});

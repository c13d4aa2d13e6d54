import { expect, it } from 'vitest';
import { publishedSchemas } from './published-schemas.ts';

// After a change of a schema: npm test -- published-schemas -u
it.each([...publishedSchemas()])('the published %s is what the code says now', async (path, text) => {
  await expect(text).toMatchFileSnapshot(`../../public/${path}`);
});

import { defineConfig } from 'vitest/config';

const SLOW = 120_000;

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['src/**/*.test.ts'], setupFiles: ['tests/property-seed.ts'], testTimeout: 20_000 } },
      { test: { name: 'integration', include: ['tests/integration/**/*.test.ts'], testTimeout: SLOW, hookTimeout: SLOW } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/browser/build-site.ts'],
          testTimeout: 60_000,
          hookTimeout: SLOW,
          fileParallelism: false,
        },
      },
    ],
  },
});

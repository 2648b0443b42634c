import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // Vite would take index.mjs, and the packages of the server index.js: two copies of graphql,
    // which do not know each other's errors and types.
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    include: ['test/**/*.test.ts'],
<%_ if (!database.isSqlite) { _%>
    globalSetup: 'test/support/database-server.ts',
<%_ } _%>
    // Every test starts a server of its own, and modules keep no state: importing them once for
    // all files takes a third of the time.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})

import type { DatabaseView } from './database-view.js'

export const SQLITE: DatabaseView = {
  name: 'sqlite',
  isSqlite: true,
  forgetsIds: false,
  url: 'sqlite:./db.sqlite3',
  packages: {
    middle: [],
    last: [],
    types: ['"@types/better-sqlite3": "^9.6.0",'],
    lastTypes: [],
    optional: [
      '"optionalDependencies": {',
      '  "better-sqlite3": "^12.11.1",',
      '  "better-sqlite3-13": "npm:better-sqlite3@^13.2.0"',
      '},',
    ],
  },
  compiled: ['bcrypt', 'better-sqlite3'],
  compose: {
    environment: [],
    mount: [
      'volumes:',
      '  # The SQLite file. Servers that share it must run on this machine.',
      '  - database:/data',
    ],
    before: [],
    services: [],
  },
  ci: [],
  example: 'The database file, relative to this folder.',
  readme: {
    needs: 'no other service',
    url: '`sqlite:FILE`: a path from this folder, or from the root. Only its owner may read a file that the server makes.',
    start: [],
    readiness: ', or the database file was moved or replaced',
    unavailability: 'another process has held its lock for five seconds',
    tests: 'It needs no service and no `.env`: each test has a\ndatabase of its own.',
    image:
      'The image holds no secret and runs as the user `node`. The database file is on the volume `/data`; a\nfolder of the host that is mounted there must be writable for user id 1000.',
    backups: 'sqlite/backups.md',
    reasons: [
      '| `better-sqlite3-13`, `better-sqlite3` | The SQLite driver, and its version 12 for Node.js 20: `src/database/sqlite-driver.ts` takes the one that fits. Optional, since neither fits every Node.js. |',
    ],
  },
  limit:
    '**SQLite is one machine.** Several processes may share the file, several machines may not.',
}

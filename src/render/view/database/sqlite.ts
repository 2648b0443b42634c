import type { DatabaseView } from './database-view.js'

export const SQLITE: DatabaseView = {
  name: 'sqlite',
  isSqlite: true,
  isMysql: false,
  forgetsIds: false,
  url: 'sqlite:./db.sqlite3',
  packages: {
    middle: [],
    last: [],
    types: [],
  },
  native: ['@photostructure/sqlite'],
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
      '| `@photostructure/sqlite` | The SQLite driver: that of Node.js as a package, with binaries in it, for a Node.js that is older than 24.17 (`src/database/sqlite-driver.ts`). |',
    ],
  },
  limit:
    '**SQLite is one machine.** Several processes may share the file, several machines may not.',
}

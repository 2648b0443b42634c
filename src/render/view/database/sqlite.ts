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
    url: '`sqlite:FILE`: a path, relative to this folder or absolute. Only its owner can read a file that the server creates.',
    start: [],
    readiness: ', or the database file was moved or replaced',
    unavailability: 'another process has held its lock for five seconds',
    tests: 'Tests need no service and no `.env`: each has\nits own database.',
    image:
      'The image holds no secret and runs as the user `node`. The database file is on the volume `/data`;\na host folder that is mounted there must be writable for user id 1000.',
    backups: 'sqlite/backups.md',
    reasons: [
      '| `@photostructure/sqlite` | The SQLite driver of Node.js as a package with binaries, for Node.js older than 24.17 (`src/database/sqlite-driver.ts`). |',
    ],
  },
  limit:
    '**SQLite runs on one machine.** Several processes may share the file; several machines may not.',
}

import type { DatabaseName, Settings } from '../../settings/types.js'

/** What a project says of its database, wherever it speaks of it. */
export interface DatabaseView {
  name: DatabaseName
  isSqlite: boolean
  /** DATABASE_URL where the environment does not say another one. */
  url: string
  /** Lines of package.json, before and behind those that every project has there. */
  packages: { first: string[]; last: string[]; types: string[]; lastTypes: string[] }
  /** Packages that compile native code where they have no binary. */
  compiled: string[]
  /** Lines of compose.yaml. */
  compose: { environment: string[]; mount: string[]; before: string[]; services: string[][] }
  /** Lines of the CI workflow. */
  ci: string[]
  /** What .env.example says of DATABASE_URL. */
  example: string
  /** What the README says of it. */
  readme: {
    needs: string
    start: string[]
    readiness: string
    unavailability: string
    tests: string
    image: string
    backups: string[]
    reasons: string[]
  }
  /** Where SECURITY.md says that one thing ends. */
  limit: string
}

const SQLITE: DatabaseView = {
  name: 'sqlite',
  isSqlite: true,
  url: 'sqlite:./db.sqlite3',
  packages: {
    first: ['"better-sqlite3": "^12.11.1",'],
    last: [],
    types: ['"@types/better-sqlite3": "^9.6.0",'],
    lastTypes: [],
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
    start: [],
    readiness: ', or the database file was moved or replaced',
    unavailability: 'another process has held its lock for five seconds',
    tests: 'It needs no service and no `.env`: each test has a\ndatabase of its own.',
    image:
      'The image holds no secret and runs as the user `node`. The database file is on the volume `/data`; a\nfolder of the host that is mounted there must be writable for user id 1000.',
    backups: [
      'The database is one file with two helpers beside it (`-shm`, `-wal`). Do not copy it while the server',
      'runs; this makes a copy that is whole:',
      '',
      '```sh',
      `node -e "require('better-sqlite3')('db.sqlite3').prepare('VACUUM INTO ?').run('backup.sqlite3')"`,
      '```',
      '',
      'Servers that share the file must run on one machine, and it must lie on a disk there, not on a network',
      'share.',
    ],
    reasons: ['| `better-sqlite3` | The SQLite driver. |'],
  },
  limit:
    '**SQLite is one machine.** Several processes may share the file, several machines may not.',
}

const POSTGRES: DatabaseView = {
  name: 'postgres',
  isSqlite: false,
  url: 'postgres://postgres:postgres@127.0.0.1:5432/accounts',
  packages: {
    first: [],
    last: ['"pg": "^8.23.1",'],
    types: [],
    lastTypes: ['"@types/pg": "^8.23.1",'],
  },
  compiled: ['bcrypt'],
  compose: {
    environment: [
      '# The database and Redis below; a password of your own, or servers of your own, for real use.',
      'DATABASE_URL: postgres://postgres:postgres@postgres:5432/accounts',
      'REDIS_URL: redis://redis:6379',
    ],
    mount: [],
    before: [
      'depends_on:',
      '  postgres:',
      '    condition: service_healthy',
      '  redis:',
      '    condition: service_healthy',
    ],
    services: [
      [
        'postgres:',
        '  image: postgres:17',
        '  restart: unless-stopped',
        '  environment:',
        '    POSTGRES_PASSWORD: postgres',
        '    POSTGRES_DB: accounts',
        '  ports:',
        "    - '127.0.0.1:5432:5432'",
        '  volumes:',
        '    - database:/var/lib/postgresql/data',
        '  healthcheck:',
        "    test: ['CMD', 'pg_isready', '--username=postgres', '--dbname=accounts']",
        '    interval: 5s',
        '    timeout: 3s',
        '    retries: 10',
      ],
      [
        '# What servers count for RATE_LIMIT: it need not outlive a restart.',
        'redis:',
        '  image: redis:7',
        '  restart: unless-stopped',
        "  command: ['redis-server', '--save', '']",
        '  healthcheck:',
        "    test: ['CMD', 'redis-cli', 'ping']",
        '    interval: 5s',
        '    timeout: 3s',
        '    retries: 10',
      ],
    ],
  },
  ci: [
    'services:',
    '  postgres:',
    '    image: postgres:17',
    '    env:',
    '      POSTGRES_PASSWORD: postgres',
    '      POSTGRES_DB: accounts',
    '    ports:',
    '      - 5432:5432',
    '    options: >-',
    '      --health-cmd pg_isready',
    '      --health-interval 5s',
    '      --health-timeout 3s',
    '      --health-retries 10',
  ],
  example: 'The database. Unset, it is the one that compose.yaml starts.',
  readme: {
    needs: 'PostgreSQL 15 or newer',
    start: ['docker compose up --detach postgres   # or set DATABASE_URL in .env'],
    readiness: '',
    unavailability: 'has not answered in time',
    tests:
      'Each test has a schema of its own in the database\nof `TEST_DATABASE_URL`, by default the one that `compose.yaml` starts; it needs no `.env`.',
    image: 'The image holds no secret and runs as the user `node`.',
    backups: [
      '`pg_dump` while the server runs is a copy that is whole; `pg_restore` brings it back:',
      '',
      '```sh',
      'docker compose exec postgres pg_dump --username=postgres --format=custom accounts > backup.dump',
      '```',
    ],
    reasons: ['| `pg` | The PostgreSQL driver. |'],
  },
  limit:
    '**Every server has ten connections** to PostgreSQL, which takes a hundred by default: more\n  servers need a larger `max_connections`, or PgBouncer in session mode.',
}

const VIEWS: Partial<Record<DatabaseName, DatabaseView>> = { sqlite: SQLITE, postgres: POSTGRES }

/** @throws Error for a database that the settings should not have let through */
export function databaseView({ database }: Settings): DatabaseView {
  const view = VIEWS[database]
  if (!view) throw new Error(`There is no view for ${database}.`)
  return view
}

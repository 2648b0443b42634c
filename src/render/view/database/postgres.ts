import type { DatabaseView } from './database-view.js'

export const POSTGRES: DatabaseView = {
  name: 'postgres',
  isSqlite: false,
  isMysql: false,
  forgetsIds: true,
  url: 'postgres://postgres:postgres@127.0.0.1:5432/accounts',
  packages: {
    middle: [],
    last: ['"pg": "^8.23.1",'],
    types: ['"@types/pg": "^8.23.1",'],
  },
  native: [],
  compose: {
    environment: [
      '# The database and Redis below; use your own password or your own servers in production.',
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
    services: ['postgres/service.yaml', 'redis-service.yaml'],
  },
  ci: ['postgres/ci-service.yaml'],
  example: 'The database. If unset, the one that compose.yaml starts.',
  readme: {
    needs: 'PostgreSQL 15 or newer',
    url: '`postgres://USER:PASSWORD@HOST:PORT/NAME`. After a `?`: TLS as in libpq (`sslmode=require`, `verify-full`; `sslrootcert`, `sslcert`, `sslkey` with paths), `host=/run/postgresql` for a socket, `options`.',
    start: ['docker compose up --detach postgres   # or set DATABASE_URL in .env'],
    readiness: '',
    unavailability: 'has not answered in time',
    tests:
      'Each test has its own schema in the database\nof `TEST_DATABASE_URL`, by default the one that `compose.yaml` starts; `.env` may set it.',
    image: 'The image holds no secret and runs as the user `node`.',
    backups: 'postgres/backups.md',
    reasons: ['| `pg` | The PostgreSQL driver. |'],
  },
  limit:
    '**Every server has ten connections** to PostgreSQL, which accepts a hundred by default: more\n  servers need a larger `max_connections`, or PgBouncer.',
}

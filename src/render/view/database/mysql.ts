import type { DatabaseView } from './database-view.js'

export const MYSQL: DatabaseView = {
  name: 'mysql',
  isSqlite: false,
  isMysql: true,
  forgetsIds: false,
  url: 'mysql://root:mysql@127.0.0.1:3306/accounts',
  packages: {
    middle: ['"mysql2": "^3.24.6",'],
    last: [],
    types: [],
  },
  native: [],
  compose: {
    environment: [
      '# The database and Redis below; use your own password or your own servers in production.',
      'DATABASE_URL: mysql://root:mysql@mysql:3306/accounts',
      'REDIS_URL: redis://redis:6379',
    ],
    mount: [],
    before: [
      'depends_on:',
      '  mysql:',
      '    condition: service_healthy',
      '  redis:',
      '    condition: service_healthy',
    ],
    services: ['mysql/service.yaml', 'redis-service.yaml'],
  },
  ci: ['mysql/ci-service.yaml'],
  example: 'The database. If unset, the one that compose.yaml starts.',
  readme: {
    needs: 'MySQL 8.0.19 or newer or MariaDB 10.6 or newer',
    url: '`mysql://USER:PASSWORD@HOST:PORT/NAME`. After a `?`: TLS as in MySQL (`ssl-mode=REQUIRED`, `VERIFY_CA`, `VERIFY_IDENTITY`; `ssl-ca`, `ssl-cert`, `ssl-key` with paths), `socket=/run/mysqld/mysqld.sock`.',
    start: ['docker compose up --detach mysql   # or set DATABASE_URL in .env'],
    readiness: '',
    unavailability: 'has not answered in time',
    tests:
      'Each test has its own database beside the one\nof `TEST_DATABASE_URL`, by default the one that `compose.yaml` starts; `.env` may set it.',
    image: 'The image holds no secret and runs as the user `node`.',
    backups: 'mysql/backups.md',
    reasons: ['| `mysql2` | The driver of MySQL and MariaDB. |'],
  },
  limit:
    '**Every server has ten connections** to MySQL or MariaDB, which accept about 150 by default: more\n  servers need a larger `max_connections`.',
}

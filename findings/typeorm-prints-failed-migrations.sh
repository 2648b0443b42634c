#!/usr/bin/env bash
# TypeORM prints a failed migration to stdout with `logging: false`, beside throwing it: a command whose
# stdout is its result gets a line of another program. `logger: 'debug'` is silent.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund typeorm@1.1.1 sql.js@1.14.1

cat >look.mjs <<'JS'
import { DataSource } from 'typeorm'

class Broken1700000000000 {
  name = 'Broken1700000000000'
  async up(runner) {
    await runner.query('INSERT INTO nowhere VALUES (1)')
  }
  async down() {}
}

for (const logger of ['advanced-console', 'debug']) {
  const options = { type: 'sqljs', migrations: [Broken1700000000000], logging: false, logger }
  const source = await new DataSource(options).initialize()
  console.log(`logging: false, logger: ${logger}`)
  await source.runMigrations().catch(() => console.log('  thrown'))
}
JS

echo "typeorm $(node -p "JSON.parse(fs.readFileSync('node_modules/typeorm/package.json')).version")"
seen=$(node look.mjs 2>/dev/null)
echo "$seen"
[ "$(head -n 1 <<<"$seen")" = 'logging: false, logger: advanced-console' ] &&
  grep -q '^Migration "Broken1700000000000" failed, error: ' <<<"$seen" &&
  [ "$(tail -n 2 <<<"$seen")" = 'logging: false, logger: debug
  thrown' ] || { echo 'It changed.' >&2; exit 1; }

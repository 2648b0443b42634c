#!/usr/bin/env bash
# DataSource.query() of TypeORM with better-sqlite3 answers an UPDATE or a DELETE with the row id of an
# earlier INSERT of the connection, not with the number of rows: a number that looks like one. With
# PostgreSQL the same call gives [rows, count], with MySQL a header.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set 'allowScripts.better-sqlite3=true' --json
npm install --silent --no-audit --no-fund typeorm@1.1.1 better-sqlite3@12.11.1

cat >look.mjs <<'JS'
import { DataSource } from 'typeorm'

const source = await new DataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize()
const say = async (sql) => console.log(`${sql} -> ${JSON.stringify(await source.query(sql))}`)
await source.query('CREATE TABLE t (id integer PRIMARY KEY, a text)')
await say("INSERT INTO t VALUES (7, 'x')")
await say("INSERT INTO t VALUES (41, 'x')")
await say("UPDATE t SET a = 'y'")
await say('DELETE FROM t WHERE id = 999')
await say("UPDATE t SET a = 'z' RETURNING id")
JS

echo "typeorm $(node -p "JSON.parse(fs.readFileSync('node_modules/typeorm/package.json')).version"), better-sqlite3 $(node -p "JSON.parse(fs.readFileSync('node_modules/better-sqlite3/package.json')).version")"
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = "INSERT INTO t VALUES (7, 'x') -> 7
INSERT INTO t VALUES (41, 'x') -> 41
UPDATE t SET a = 'y' -> 41
DELETE FROM t WHERE id = 999 -> 41
UPDATE t SET a = 'z' RETURNING id -> [{\"id\":7},{\"id\":41}]" ] || { echo 'It changed.' >&2; exit 1; }

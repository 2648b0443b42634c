#!/usr/bin/env bash
# An error of @photostructure/sqlite 1.2.1 has no errcode where .all() met it, and has one from .get()
# and .run(), as all have in node:sqlite. Code that tells errors apart by errcode takes a locked or damaged
# file, met while many rows are read, for a mistake in the program.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts @photostructure/sqlite@1.2.1

cat >look.cjs <<'JS'
const { DatabaseSync } = require('@photostructure/sqlite')

const one = new DatabaseSync('database')
one.exec('CREATE TABLE t (a integer)')
const other = new DatabaseSync('database', { timeout: 0 })
const rows = other.prepare('SELECT a FROM t')
one.exec('BEGIN EXCLUSIVE')
for (const method of ['get', 'all', 'run']) {
  try {
    rows[method]()
  } catch ({ message, errcode }) {
    console.log(`${method}: ${message}, errcode ${errcode}`)
  }
}
JS

echo "@photostructure/sqlite $(node -p "JSON.parse(fs.readFileSync('node_modules/@photostructure/sqlite/package.json')).version")"
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = 'get: database is locked, errcode 5
all: database is locked, errcode undefined
run: database is locked, errcode 5' ] || { echo 'It changed.' >&2; exit 1; }

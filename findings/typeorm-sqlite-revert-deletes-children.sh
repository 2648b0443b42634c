#!/usr/bin/env bash
# TypeORM switches foreign keys off while a migration of SQLite runs, because it changes a table by copying it
# and dropping the old one. For `up` it does so before the transaction. For `down` it does so inside of it,
# where SQLite ignores the pragma: the drop deletes the rows that refer to the table (ON DELETE CASCADE).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund typeorm@1.1.1 sql.js@1.13.0 reflect-metadata@0.2.2

cat >look.cjs <<'JS'
require('reflect-metadata')
const { DataSource, TableColumn } = require('typeorm')

class Tables1700000000000 {
  async up(runner) {
    await runner.query('CREATE TABLE parent (id INTEGER PRIMARY KEY)')
    await runner.query(
      'CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES parent (id) ON DELETE CASCADE)',
    )
    await runner.query('INSERT INTO parent VALUES (1)')
    await runner.query('INSERT INTO child VALUES (1, 1)')
  }
  async down() {}
}

class Column1700000000001 {
  async up(runner) {
    await runner.addColumn('parent', new TableColumn({ name: 'note', type: 'varchar', isNullable: true }))
  }
  async down(runner) {
    await runner.dropColumn('parent', 'note')
  }
}

async function main() {
  const source = new DataSource({ type: 'sqljs', migrations: [Tables1700000000000, Column1700000000001] })
  await source.initialize()
  await source.query('PRAGMA foreign_keys = ON')
  const children = async () => (await source.query('SELECT count(*) AS n FROM child'))[0].n
  await source.runMigrations()
  console.log(`after the column was added: ${await children()} child`)
  await source.query('PRAGMA foreign_keys = ON')
  await source.undoLastMigration()
  console.log(`after that was reverted: ${await children()} children`)
}

main()
JS

version=$(node -p "JSON.parse(require('fs').readFileSync('node_modules/typeorm/package.json')).version")
echo "typeorm $version"
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = "after the column was added: 1 child
after that was reverted: 0 children" ] || { echo 'It changed.' >&2; exit 1; }

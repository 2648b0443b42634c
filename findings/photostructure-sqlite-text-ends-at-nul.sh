#!/usr/bin/env bash
# @photostructure/sqlite, which says that it is a drop-in replacement of node:sqlite, stores a bound text
# up to its first U+0000 and leaves out the rest without a word. node:sqlite stores all of it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set 'allowScripts.node=true' --json
npm install --silent --no-audit --no-fund @photostructure/sqlite@2.6.0 node@24.21.0

cat >look.cjs <<'JS'
for (const name of ['node:sqlite', '@photostructure/sqlite']) {
  const { DatabaseSync } = require(name)
  const { bytes } = new DatabaseSync(':memory:')
    .prepare('SELECT length(CAST(? AS blob)) AS bytes')
    .get('ab\0cd')
  console.log(`${name}: ${bytes} bytes of 5`)
}
JS

node=node_modules/node/bin/node
echo "Node.js $($node --version), @photostructure/sqlite $($node -p "JSON.parse(fs.readFileSync('node_modules/@photostructure/sqlite/package.json')).version")"
seen=$($node look.cjs)
echo "$seen"
[ "$seen" = 'node:sqlite: 5 bytes of 5
@photostructure/sqlite: 2 bytes of 5' ] || { echo 'It changed.' >&2; exit 1; }

#!/usr/bin/env bash
# node:sqlite takes an object that is the first of the bound values for names of parameters, and a Date is
# one without names: it is left out without a word, those behind it move up by a place, and the last is
# NULL. As the second value the same Date is refused.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm pkg set 'allowScripts.node=true' --json
npm install --silent --no-audit --no-fund node@24.21.0

cat >look.cjs <<'JS'
const { DatabaseSync } = require('node:sqlite')

const pair = new DatabaseSync(':memory:').prepare('SELECT ? AS a, ? AS b')
const date = new Date(0)
for (const values of [[date, 1], [1, date], [date]]) {
  try {
    console.log(JSON.stringify(pair.get(...values)))
  } catch ({ message }) {
    console.log(message)
  }
}
JS

node=node_modules/node/bin/node
echo "Node.js $($node --version)"
seen=$($node look.cjs)
echo "$seen"
[ "$seen" = '{"a":1,"b":null}
Provided value cannot be bound to SQLite parameter 2.
{"a":null,"b":null}' ] || { echo 'It changed.' >&2; exit 1; }

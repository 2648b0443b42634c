#!/usr/bin/env bash
# mysql2 with `timezone: 'Z'` reads a DATETIME of the first century as one of the 20th or 21st, or as
# an Invalid Date: the text of the wire (`0099-05-06 07:08:09`) goes to `new Date(text + 'Z')`, and
# V8 takes two-digit years out of what is not ISO 8601. The year 100 and later are right.
# The server here is mysql2's own, so nothing but the packages is needed.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund mysql2@3.24.6

cat >look.mjs <<'JS'
import mysql from 'mysql2'
import { createConnection } from 'mysql2/promise'

const DATETIME = 12
const STORED = ['0001-02-03 04:05:06', '0031-02-03 04:05:06', '0099-05-06 07:08:09', '0100-05-06 07:08:09']

const server = mysql.createServer()
server.on('connection', (client) => {
  client.serverHandshake({
    protocolVersion: 10,
    serverVersion: '8.0.0',
    connectionId: 1,
    statusFlags: 2,
    characterSet: 45,
    capabilityFlags: 0xfff7ff,
  })
  const column = { name: 'at', columnType: DATETIME, characterSet: 63, columnLength: 23, flags: 0, decimals: 0 }
  const place = { catalog: 'def', schema: '', table: 't', orgTable: 't', orgName: 'at' }
  client.on('query', () => client.writeTextResult(STORED.map((at) => ({ at })), [{ ...place, ...column }]))
  client.on('error', () => {})
})
server.listen(0, async () => {
  const { port } = server._server.address()
  const connection = await createConnection({ host: '127.0.0.1', port, user: 'any', timezone: 'Z' })
  const [rows] = await connection.query('SELECT at FROM t')
  for (const [index, { at }] of rows.entries()) {
    console.log(`${STORED[index]} -> ${Number.isNaN(at.getTime()) ? 'Invalid Date' : at.toISOString()}`)
  }
  process.exit()
})
JS

echo "mysql2 $(node -p "JSON.parse(fs.readFileSync('node_modules/mysql2/package.json')).version"), Node.js $(node --version)"
# Its server says on stderr that it counts packets in its own way.
seen=$(node look.mjs 2>/dev/null)
echo "$seen"
[ "$seen" = "0001-02-03 04:05:06 -> 2003-01-02T04:05:06.000Z
0031-02-03 04:05:06 -> Invalid Date
0099-05-06 07:08:09 -> 1999-05-06T07:08:09.000Z
0100-05-06 07:08:09 -> 0100-05-06T07:08:09.000Z" ] || { echo 'It changed.' >&2; exit 1; }

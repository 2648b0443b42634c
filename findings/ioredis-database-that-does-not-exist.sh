#!/usr/bin/env bash
# ioredis 5 with a database number that the server does not have (`redis://HOST/99`): the refused SELECT
# is an `error` event, the client becomes ready all the same, and its commands work on database 0, which
# may be that of another program.
# The server here speaks just enough of the protocol: it has one database, and says which one is used.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ioredis@5.11.1

cat >look.mjs <<'JS'
import { createServer } from 'node:net'
import { Redis } from 'ioredis'

const server = createServer((socket) => {
  let database = 0
  const answer = (command, argument) => {
    if (command === 'SELECT' && argument !== '0') return '-ERR DB index is out of range\r\n'
    if (command === 'SELECT') database = 0
    if (command === 'SET') console.log(`SET in database ${database}`)
    return command === 'INFO' ? '$9\r\nloading:0\r\n' : '+OK\r\n'
  }
  socket.on('data', (data) => {
    // One command per line of `*`, each part behind its length.
    for (const text of data.toString().split(/(?=\*\d+\r\n)/)) {
      const [command = '', argument] = text.split('\r\n').filter((part) => !/^[*$]/.test(part))
      socket.write(answer(command.toUpperCase(), argument))
    }
  })
})
server.listen(0, '127.0.0.1', () => {
  const redis = new Redis(`redis://127.0.0.1:${server.address().port}/99`)
  redis.on('error', ({ message }) => console.log(`error: ${message}`))
  redis.on('ready', async () => {
    console.log('ready')
    console.log(`answer: ${await redis.set('key', 'value')}`)
    redis.disconnect()
    server.close()
  })
})
JS

echo "ioredis $(node -p "JSON.parse(fs.readFileSync('node_modules/ioredis/package.json')).version")"
seen=$(timeout 30 node look.mjs)
echo "$seen"
[ "$(sort <<<"$seen")" = "$(sort <<<'error: ERR DB index is out of range
ready
SET in database 0
answer: OK')" ] || { echo 'It changed.' >&2; exit 1; }

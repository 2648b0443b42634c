#!/usr/bin/env bash
# nodemailer 10 with a user and a password, and a mail server that does not offer AUTH: the mail is sent
# without a login, and sendMail() resolves as if all were well. Who relies on the login (a relay that
# takes mail of its own network as well) is not told. verify() resolves to true, too.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund nodemailer@10.6.1 smtp-server@3.21.6

cat >look.mjs <<'JS'
import nodemailer from 'nodemailer'
import { SMTPServer } from 'smtp-server'

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData: (stream, { user }, done) => {
    console.log(`taken, user: ${user ?? 'nobody'}`)
    stream.on('end', done).resume()
  },
})
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.server.address()
  const auth = { user: 'shop', pass: 'any' }
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port, auth })
  console.log(`verify: ${await transport.verify()}`)
  const { response } = await transport.sendMail({ from: 'me@example.com', to: 'you@example.com', text: 'x' })
  console.log(`sendMail: ${response}`)
  server.close()
})
JS

version() { node -p "JSON.parse(fs.readFileSync('node_modules/$1/package.json')).version"; }
echo "nodemailer $(version nodemailer), smtp-server $(version smtp-server)"
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'verify: true
taken, user: nobody
sendMail: 250 OK: message queued' ] || { echo 'It changed.' >&2; exit 1; }

#!/usr/bin/env bash
# nodemailer 10 puts a local part with odd dots into quotes on the wire (RFC 5321 wants that), and
# smtp-server of the same authors treats what comes so in two ways: `".a"@x` reaches onRcptTo with its
# quotes, as another text than was sent to, and `"a..b"@x` is refused with 501. A test that compares
# recipients through the two sees neither address as it was given.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund nodemailer@10.6.1 smtp-server@3.21.6

cat >look.mjs <<'JS'
import nodemailer from 'nodemailer'
import { SMTPServer } from 'smtp-server'

const seen = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onRcptTo: ({ address }, _session, done) => done(void seen.push(address)),
  onData: (stream, _session, done) => stream.on('end', done).resume(),
})
server.listen(0, '127.0.0.1', async () => {
  const { port } = server.server.address()
  const transport = nodemailer.createTransport({ host: '127.0.0.1', port })
  for (const to of ['a.b@example.com', '.a@example.com', 'a..b@example.com']) {
    await transport.sendMail({ from: 'me@example.com', to, text: 'x' }).then(
      () => console.log(`${to} -> ${seen.pop()}`),
      ({ response }) => console.log(`${to} -> ${response}`),
    )
  }
  server.close()
})
JS

echo "nodemailer $(node -p "JSON.parse(fs.readFileSync('node_modules/nodemailer/package.json')).version"), smtp-server $(node -p "JSON.parse(fs.readFileSync('node_modules/smtp-server/package.json')).version")"
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'a.b@example.com -> a.b@example.com
.a@example.com -> ".a"@example.com
a..b@example.com -> 501 Error: Bad recipient address syntax' ] || { echo 'It changed.' >&2; exit 1; }

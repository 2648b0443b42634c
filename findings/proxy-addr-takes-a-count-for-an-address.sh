#!/usr/bin/env bash
# proxy-addr 2 takes the text '1' in its list of trusted addresses: ipaddr.js reads one number, also in
# hexadecimal, as a whole IPv4 address, here 0.0.0.1. Other short forms, like '10.1', are refused. The
# `trust proxy` of Express takes the number 1 for a count of proxies, but an environment variable is a
# text: the list then trusts an address that nobody has, and no proxy at all.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund proxy-addr@2.0.8

cat >look.cjs <<'JS'
const proxyAddr = require('proxy-addr')

const peers = ['10.0.0.1', '0.0.0.1', '127.0.0.1']
for (const text of ['1', '0x7f000001', '10.0.0.1']) {
  const trust = proxyAddr.compile([text])
  console.log(`${text} trusts ${peers.filter((peer) => trust(peer, 0)).join(', ')}`)
}
JS

echo "proxy-addr $(node -p "JSON.parse(fs.readFileSync('node_modules/proxy-addr/package.json')).version")"
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = '1 trusts 0.0.0.1
0x7f000001 trusts 127.0.0.1
10.0.0.1 trusts 10.0.0.1' ] || { echo 'It changed.' >&2; exit 1; }

#!/usr/bin/env bash
# Two questions of prompts 2.4.2, two lines on a pipe: the first answer is both lines, joined without
# the line break, and the second question waits until Node.js has nothing left to do. It then ends in
# the middle of the function with exit code 0: the caller is told that all went well.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund prompts@2.4.2

cat >look.cjs <<'JS'
const prompts = require('prompts')

async function ask() {
  const { one } = await prompts({ type: 'text', name: 'one', message: 'One?' })
  console.error(`one: ${one}`)
  const { two } = await prompts({ type: 'text', name: 'two', message: 'Two?' })
  console.error(`two: ${two}`)
}

ask()
JS

echo "prompts $(node -p "JSON.parse(fs.readFileSync('node_modules/prompts/package.json')).version"), Node.js $(node --version)"
seen=$(printf 'first\nsecond\n' | node look.cjs 2>&1 >/dev/null && echo 'exit code 0')
echo "$seen"
[ "$seen" = 'one: firstsecond
exit code 0' ] || { echo 'It changed.' >&2; exit 1; }

#!/usr/bin/env bash
# `tsx watch --include .env` accepts the file and never restarts for it: names that begin with a dot are
# ignored before --include is asked, by whatever path they are given. Other files that are included
# restart the program.
set -euo pipefail
folder=$(mktemp -d)
trap '[ -z "${watch:-}" ] || kill "$watch" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund tsx@4.23.15

echo 'console.log("started"); setInterval(() => {}, 1000)' >main.ts
echo 'A=1' >.env
echo 'A=1' >plain.env
node node_modules/tsx/dist/cli.mjs watch --clear-screen=false \
  --include .env --include "$folder/.env" --include plain.env main.ts >seen.txt 2>&1 </dev/null &
watch=$!

starts() { grep -c '^started' seen.txt || true; }
until_starts() {
  for _ in $(seq 600); do
    if [ "$(starts)" -ge "$1" ]; then return; fi
    sleep 0.1
  done
  echo "no start number $1"
  exit 1
}

until_starts 1
# The watcher is ready when a change of the included file is noticed.
until [ "$(starts)" -ge 2 ]; do
  echo 'A=2' >>plain.env
  sleep 1
done
sleep 3
before=$(starts)
for _ in 1 2 3; do
  echo 'A=3' >>.env
  sleep 1
done
sleep 2
after_dotfile=$(starts)
echo 'A=4' >>plain.env
until_starts $((after_dotfile + 1))

echo "tsx 4.23.15: starts after three changes of .env: $((after_dotfile - before))"
echo "tsx 4.23.15: starts after a change of plain.env: at least 1"
[ "$after_dotfile" = "$before" ]

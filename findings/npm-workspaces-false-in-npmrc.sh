#!/usr/bin/env bash
# A package in a workspace that wants a lockfile of its own: `workspaces=false` in its .npmrc changes
# nothing in npm 11, with a warning only, and the lockfile is that of the root. The flag --no-workspaces
# of the same name works.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tools root
npm install --silent --no-audit --no-fund --prefix tools npm@11.19.1
npm_11() { node "$folder/tools/node_modules/npm/bin/npm-cli.js" "$@" --no-audit --no-fund; }

cd root
mkdir -p apps/one
echo '{ "name": "root", "private": true, "workspaces": ["apps/*"] }' >package.json
echo '{ "name": "one", "version": "1.0.0" }' >apps/one/package.json
echo 'workspaces=false' >apps/one/.npmrc
cd apps/one

look() { [ -f package-lock.json ] && echo 'its own lockfile' || echo 'the lockfile of the root'; }
echo "npm $(npm_11 --version 2>/dev/null)"
npm_11 install --silent 2>/dev/null
by_file=$(look)
npm_11 install --silent --no-workspaces 2>/dev/null
by_flag=$(look)
seen="workspaces=false: $by_file
--no-workspaces: $by_flag"
echo "$seen"
[ "$seen" = 'workspaces=false: the lockfile of the root
--no-workspaces: its own lockfile' ] || { echo 'It changed.' >&2; exit 1; }

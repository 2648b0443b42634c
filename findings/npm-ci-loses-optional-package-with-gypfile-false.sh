#!/usr/bin/env bash
# `npm install` and `npm ci` disagree about a package with a binding.gyp, prebuilt binaries, no install
# script and `"gypfile": false`: the lockfile does not carry gypfile, so `npm ci` runs the implicit
# `node-gyp rebuild`. Where that fails (no Python), an optional package is removed, with exit code 0 and
# without a word. better-sqlite3 13 is such a package; it is only installed here, never loaded.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
mkdir tools bin app
# better-sqlite3 13 wants Node.js 22 or newer; an optional package for another version is left out.
npm install --silent --no-audit --no-fund --prefix tools npm@11.19.1 node@24.21.0

# A PATH with Node.js and the shell's own tools, without Python and compilers.
ln -s "$folder"/tools/node_modules/.bin/{node,npm} bin/
for tool in sh env uname; do ln -s "$(command -v $tool)" bin/; done
cd app
printf '{ "name": "app", "version": "1.0.0", "optionalDependencies": { "better-sqlite3": "13.2.0" } }\n' >package.json
npm_here() { PATH="$folder/bin" npm "$@" --silent --no-audit --no-fund; }
look() { [ -d node_modules/better-sqlite3 ] && echo there || echo gone; }

echo "Node.js $("$folder"/bin/node --version), npm $(npm_here --version), better-sqlite3 13.2.0"
npm_here install
installed="npm install: exit $?, $(look)"
npm_here ci
clean="npm ci: exit $?, $(look)"
printf '%s\n' "$installed" "$clean"
[ "$installed, $clean" = 'npm install: exit 0, there, npm ci: exit 0, gone' ] || { echo 'It changed.' >&2; exit 1; }

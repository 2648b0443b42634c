#!/usr/bin/env bash
# ejs 7 shows a template the own properties of its data only. The getters of a class, and whatever a
# prototype holds, are missing: by their name they are a ReferenceError, through `locals` an empty text
# without an error. In ejs 3 both were there.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund ejs@7.0.2 ejs-3@npm:ejs@3.1.10

cat >look.mjs <<'JS'
import { readFileSync } from 'node:fs'

class User {
  first = 'Ada'
  get full() {
    return `${this.first} Lovelace`
  }
}

for (const name of ['ejs-3', 'ejs']) {
  const { default: { render } } = await import(name)
  const fill = (template) => {
    try {
      return render(template, new User())
    } catch (error) {
      return error.message.trim().split('\n').at(-1)
    }
  }
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`))
  for (const template of ['[<%= first %>]', '[<%= full %>]', '[<%= locals.full %>]']) {
    console.log(`ejs ${version}: ${template} -> ${fill(template)}`)
  }
}
JS

seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'ejs 3.1.10: [<%= first %>] -> [Ada]
ejs 3.1.10: [<%= full %>] -> [Ada Lovelace]
ejs 3.1.10: [<%= locals.full %>] -> [Ada Lovelace]
ejs 7.0.2: [<%= first %>] -> [Ada]
ejs 7.0.2: [<%= full %>] -> full is not defined
ejs 7.0.2: [<%= locals.full %>] -> []' ] || { echo 'It changed.' >&2; exit 1; }

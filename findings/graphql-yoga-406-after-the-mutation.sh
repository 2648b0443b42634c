#!/usr/bin/env bash
# graphql-yoga 5.24 chooses the media type of an answer when all is done: a mutation that is sent with an
# Accept that it cannot meet is carried out first, and answered with 406 and an empty body then. The
# client has to take that for a refusal.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes >/dev/null
npm install --silent --no-audit --no-fund graphql-yoga@5.24.1 graphql@16.15.0

cat >look.mjs <<'JS'
import { createSchema, createYoga } from 'graphql-yoga'

let count = 0
const schema = createSchema({
  typeDefs: 'type Query { count: Int } type Mutation { add: Int }',
  resolvers: { Query: { count: () => count }, Mutation: { add: () => ++count } },
})
const yoga = createYoga({ schema, logging: false })
for (const accept of ['application/json', 'image/png']) {
  const headers = { accept, 'content-type': 'application/json' }
  const body = JSON.stringify({ query: 'mutation { add }' })
  const answer = await yoga.fetch('http://localhost/graphql', { method: 'POST', headers, body })
  console.log(`${accept}: ${answer.status} ${JSON.stringify(await answer.text())}, count ${count}`)
}
JS

echo "graphql-yoga $(node -p "JSON.parse(fs.readFileSync('node_modules/graphql-yoga/package.json')).version")"
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = 'application/json: 200 "{\"data\":{\"add\":1}}", count 1
image/png: 406 "", count 2' ] || { echo 'It changed.' >&2; exit 1; }

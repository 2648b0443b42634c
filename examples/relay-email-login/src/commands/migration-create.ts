import '../process/node-version.js'
import { wordsOf, writeMigration } from '../database/own-migrations.js'
import { run } from '../run.js'

await run(async () => {
  const words = wordsOf(process.argv.slice(2), 'migration:create')
  const path = await writeMigration(words, { up: [], down: [] })
  console.log(`Wrote ${path}: say in it what to do, and how to take that back`)
})

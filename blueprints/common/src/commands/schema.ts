import '../process/node-version.js'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { makeSchema } from '../graphql/schema.js'
import { projectRoot } from '../process/project-files.js'
import { run } from '../run.js'

await run(async () => {
  const file = join(projectRoot, 'schema.graphql')
  writeFileSync(file, `${printSchema(lexicographicSortSchema(makeSchema()))}\n`)
  console.log(`Wrote ${file}`)
})

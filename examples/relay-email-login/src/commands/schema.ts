import '../process/node-version.js'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { createSchema } from 'graphql-yoga'
import { schemaDefinition } from '../graphql/own-schema.js'
import { projectRoot } from '../process/project-root.js'
import { run } from '../run.js'

await run(async () => {
  const file = join(projectRoot, 'schema.graphql')
  const schema = lexicographicSortSchema(createSchema(schemaDefinition))
  writeFileSync(file, `${printSchema(schema)}\n`)
  console.log(`Wrote ${file}`)
})

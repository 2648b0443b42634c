import '../process/node-version.js'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { createSchema } from 'graphql-yoga'
import { resolvers } from '../graphql/resolvers.js'
import { typeDefs } from '../graphql/type-defs.js'
import { projectRoot } from '../process/project-root.js'
import { run } from '../run.js'

await run(async () => {
  const file = join(projectRoot, 'schema.graphql')
  const schema = lexicographicSortSchema(createSchema({ typeDefs, resolvers }))
  writeFileSync(file, `${printSchema(schema)}\n`)
  console.log(`Wrote ${file}`)
})

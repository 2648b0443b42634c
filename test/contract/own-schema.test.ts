import { execa } from 'execa'
import { expect, test } from 'vitest'
import { newProject } from '../support/project.js'
import { cleanEnvironment } from '../support/run.js'
import { linkPackages } from '../support/sound.js'

const SCHEMA = `import type { SchemaModule } from '../kit.js'

export const ownSchema: SchemaModule[] = [
  {
    typeDefs: 'extend type Mutation { register: Int }',
    resolvers: { Mutation: { register: () => 42 } },
  },
]
`

test.each(['src/main.ts', 'src/commands/schema.ts'])(
  'a mistake in src/own/schema.ts is one line of %s',
  async (command) => {
    const project = await newProject()
    await linkPackages(project)
    await project.write('src/own/schema.ts', SCHEMA)
    const { exitCode, stderr } = await execa('node', ['--import', 'tsx', command], {
      ...{ cwd: project.directory, env: cleanEnvironment({ PORT: '0' }), extendEnv: false },
      reject: false,
    })
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: 'src/own/schema.ts: Mutation has a field register already; choose another name',
    })
  },
)

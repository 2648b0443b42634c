import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DataSource } from 'typeorm'
import { StartError } from '../errors/start-error.js'
import { ownEntities } from '../own/entities.js'
import { projectRoot } from '../process/project-files.js'
import { loadMigrations, nextTimestamp, OWN_FOLDER } from './migrations.js'

/** A statement, and the values in it. */
export interface Statement {
  query: string
  parameters?: unknown[]
}

/** What changes tables, and what takes that back. */
export interface TableChanges {
  up: readonly Statement[]
  down: readonly Statement[]
}

const NAME = /^[a-z][a-z0-9]*([-_ ]?[a-z0-9]+)*$/i

/** The words of a name that was given to a command. @throws StartError */
export function wordsOf(names: readonly string[], command: string): string[] {
  const [name = ''] = names
  if (names.length !== 1 || !NAME.test(name)) {
    throw new StartError([`Name what it does: npm run ${command} -- add-notes`])
  }
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1-$2').split(/[-_ ]/)
  return words.map((word) => word.toLowerCase())
}

/** Writes a migration that comes behind all others. @returns its path, from the project */
export async function writeMigration(words: readonly string[], changes: TableChanges) {
  const timestamp = nextTimestamp(await loadMigrations())
  const folder = join('src', OWN_FOLDER)
  const path = join(folder, `${timestamp}-${words.join('-')}.ts`)
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
  await mkdir(join(projectRoot, folder), { recursive: true })
  await writeFile(join(projectRoot, path), sourceOf(`${name}${timestamp}`, changes), { flag: 'wx' })
  return path
}

function sourceOf(name: string, { up, down }: TableChanges): string {
  return `import type { MigrationInterface, QueryRunner } from 'typeorm'

export class ${name} implements MigrationInterface {
${method('up', up)}

${method('down', down)}
}
`
}

function method(name: string, statements: readonly Statement[]): string {
  if (statements.length === 0) return `  async ${name}(_runner: QueryRunner): Promise<void> {}`
  const head = `  async ${name}(runner: QueryRunner): Promise<void> {`
  return [head, ...statements.map(call), '  }'].join('\n')
}

function call({ query, parameters = [] }: Statement): string {
  const text = query.trim().replace(/[\\`]|\$\{/g, '\\$&')
  const values = parameters.length > 0 ? `, ${JSON.stringify(parameters)}` : ''
  return ['    await runner.query(`', `      ${text}`, `    \`${values})`].join('\n')
}

/**
 * What the tables of `src/own/entities.ts` lack to be as their entities say. All others are left alone:
 * the migrations of the generator make them.
 */
export async function ownTableChanges(source: DataSource): Promise<TableChanges> {
  const own = new Set<unknown>(ownEntities)
  for (const metadata of source.entityMetadatas) {
    // The table between two of yours has no class.
    const { target } = metadata.parentEntityMetadata ?? metadata
    if (!own.has(target) && !metadata.isJunction) metadata.synchronize = false
  }
  const { upQueries, downQueries } = await source.driver.createSchemaBuilder().log()
  return { up: upQueries, down: downQueries.reverse() }
}

import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { effort } from '../support/effort.js'
import { type FormerKind, formerProject, ownersLines } from '../support/former-project.js'
import { baseFilesOf, type TestProject } from '../support/project.js'
import { databasesHere } from '../support/servers.js'
import { expectOwnTests, expectSound } from '../support/sound.js'
import { resolved } from '../support/user-edits.js'

const KINDS: FormerKind[] = [
  { flavor: 'graphql', database: 'sqlite' },
  { flavor: 'relay', database: 'sqlite' },
  { flavor: 'graphql', database: 'postgres' },
  { flavor: 'relay', database: 'postgres' },
]

const FIRST_NAME =
  'firstName: optional(text({ maxLength: 150, blank: true, rules: [withoutLinks] })'

/** Files that are a part of others now: former path -> where the code is. */
const ABSORBED: Readonly<Record<string, string>> = {
  'src/mail/message.ts': 'src/mail/transports.ts',
  'src/throttle/address.ts': 'src/http/client.ts',
}

type Replacement = [before: string, after: string]

/**
 * Where an edit meets a change of ours, by former paths, and what the owner makes of our version then:
 * mutations have `fields` in the place of a form.
 */
const CONFLICTS: Readonly<Record<string, Replacement[]>> = {
  'src/auth/register.ts': [['  user: anyone,\n', '  user: anyone,\n  guards: [notDisposable],\n']],
  'src/auth/update-account.ts': [
    ['firstName: optional(text({ maxLength: 150, blank: true })', FIRST_NAME],
    ['  },\n  async run', '    phone: optional(phoneNumber()),\n  },\n  async run'],
    [
      "    lastName: ['String', 'The last name.'],\n",
      "    lastName: ['String', 'The last name.'],\n    phone: 'String',\n",
    ],
  ],
  // Almost every sentence of ours is another one.
  'README.md': [],
}

/** The service of the database is the first one now; the owner's stood right behind it. */
const CONFLICTS_ON_SERVERS: Readonly<Record<string, Replacement[]>> = {
  'compose.yaml': [
    [
      '\n  mailpit:\n',
      `
  # What is cached for invoices.
  valkey:
    image: valkey/valkey:8
    restart: unless-stopped

  mailpit:
`,
    ],
  ],
}

function conflictsOf({ database }: FormerKind): Readonly<Record<string, Replacement[]>> {
  return database === 'sqlite' ? CONFLICTS : { ...CONFLICTS, ...CONFLICTS_ON_SERVERS }
}

/**
 * Files that are gone, and that their owner has edited: each mutation and query has its part of the
 * schema beside it. What the owner added to the schema goes to `src/own/`.
 */
const GONE = ['src/graphql/resolvers.ts', 'src/graphql/type-defs.ts']
const OWN_SCHEMA = `import { findInvoices } from '../billing/invoices.js'
import { requestInvoice } from '../billing/request-invoice.js'
import { type Args, mutationField, type RequestContext, type SchemaModule } from '../kit.js'

const invoices: SchemaModule = {
  typeDefs: \`
    extend type Query {
      invoices: [Invoice!]
    }

    extend type UserNode {
      fullName: String!
    }

    type Invoice {
      number: String!
      recipient: String!
    }
  \`,
  resolvers: {
    Query: {
      invoices: (_root: unknown, args: Args, request: RequestContext) =>
        findInvoices({ ...request, args }),
    },
  },
}

const invoiceRequest = mutationField('requestInvoice', {
  arguments: { month: 'String!' },
  results: { number: 'String' },
  mutation: requestInvoice,
})

export const ownSchema: SchemaModule[] = [invoices, invoiceRequest]
`

/** What is reported of files of the owner's, and what they make of it. */
const REPORTED: Readonly<Record<string, Replacement[]>> = {
  'src/billing/request-invoice.ts': [
    ["import { input } from '../forms/input.js'\n", ''],
    ['const request = input({ month: text({ maxLength: 7 }) })\n\n', ''],
    ['form: request', 'fields: { month: text({ maxLength: 7 }) }'],
  ],
}

const here = await databasesHere()

test.each(KINDS)(
  'a project of version 0.1.0 comes over with its edits: $flavor on $database',
  async (kind) => {
    const project = await formerProject(kind)
    const before = await baseFilesOf(project)
    const { exitCode, stdout, stderr } = await project.run('regenerate', '--json')
    expect(stderr).toBe('')
    const { conflicts, notes }: Report = JSON.parse(stdout)
    const after = await baseFilesOf(project)
    const placeOf = placesIn(after)
    const expected = [...Object.keys(conflictsOf(kind)).map(placeOf), ...GONE].sort()
    expect.soft([...new Set(conflicts.map(({ path }) => path))]).toEqual(expected)
    expect.soft(exitCode).toBe(expected.length > 0 ? 4 : 0)
    for (const path of Object.keys(REPORTED)) {
      expect.soft(notes).toContainEqual(expect.stringContaining(`${path} imports`))
    }
    await expectEveryLine(project, kind, placeOf)
    await decide(project, conflictsOf(kind), placeOf)
    const left = [...before.keys()].filter((path) => !after.has(path) && isThere(project, path))
    expect.soft(left, 'files in their former places').toEqual([])
    expect.soft(await project.run('diff')).toMatchObject({ exitCode: 0, stdout: '' })
    await expectSound(project)
    if (hasTimeFor(kind)) await expectOwnTests(project)
  },
  1_200_000,
)

interface Report {
  conflicts: { path: string }[]
  notes: string[]
}

/** Where the code of a file is now. */
type PlaceOf = (path: string) => string

function placesIn(after: ReadonlyMap<string, { id: string }>): PlaceOf {
  const places = new Map([...after].map(([path, { id }]) => [id, path]))
  return (path) => ABSORBED[path] ?? places.get(path) ?? path
}

/** Does what an owner does after such a run. */
async function decide(
  project: TestProject,
  conflicts: ReturnType<typeof conflictsOf>,
  placeOf: PlaceOf,
): Promise<void> {
  for (const path of Object.keys(conflicts).map(placeOf)) {
    await project.write(path, resolved(await project.read(path), 'theirs'))
  }
  for (const path of GONE) await rm(join(project.directory, path))
  await project.write('src/own/schema.ts', OWN_SCHEMA)
  for (const [path, replacements] of Object.entries({ ...conflicts, ...REPORTED })) {
    for (const [before, after] of replacements) await project.edit(placeOf(path), before, after)
  }
}

/** Every line that the owner wrote is in the file that has the code of its file now. */
async function expectEveryLine(
  project: TestProject,
  kind: FormerKind,
  placeOf: PlaceOf,
): Promise<void> {
  const edits = await ownersLines(kind)
  expect(edits.size).toBeGreaterThan(40)
  for (const [path, lines] of edits) {
    const place = placeOf(path)
    const text = await project.read(place).catch(() => '')
    const present = new Set(text.split('\n').map(withoutModule))
    const imported = new Set(text.split('\n').flatMap(importedNames))
    const lost = lines.filter((line) => {
      const names = importedNames(line)
      if (names.length > 0) return names.some((name) => !imported.has(name))
      return !present.has(withoutModule(line))
    })
    expect.soft({ path, place, lost }).toEqual({ path, place, lost: [] })
  }
}

/** Where a module lies may have changed in the middle of a line. */
function withoutModule(line: string): string {
  return line.trim().replace(/'\.{1,2}\/[^']*\.js'/, "'…'")
}

/** What a line imports: it may come from elsewhere now, together with more. */
function importedNames(line: string): string[] {
  const [, names] = /^import (?:type )?\{(.*)\} from '\..*'$/.exec(line.trim()) ?? []
  return names?.split(',').map((name) => name.trim().replace(/^type /, '')) ?? []
}

function isThere({ directory }: TestProject, path: string): boolean {
  return existsSync(join(directory, path))
}

function hasTimeFor({ database }: FormerKind): boolean {
  if (effort.shareOfRegenerated === 0 || !here.includes(database)) return false
  return effort.shareOfRegenerated === 1 || database === 'sqlite'
}

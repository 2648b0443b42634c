import { chmod, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { BASE_PATH } from '../../src/regenerate/base.js'
import { writeFiles } from '../support/files.js'
import { commit, newProject, statusOf, type TestProject } from '../support/project.js'

const [FORMER, NOW] = ['src/users/users.ts', 'src/accounts/users.ts']

const OWN = 'src/billing/invoices.ts'
const MENTIONING = 'src/billing/notes.ts'
const own = (folder: string) =>
  `import { createUser } from '../${folder}/users.js'\r\n\r\nexport const create = createUser\r\n`

/** A project that an earlier version rendered, in which a file was elsewhere, and its owner imports it. */
async function formerProject(): Promise<TestProject> {
  const project = await newProject()
  const base = JSON.parse(await project.read(BASE_PATH))
  const { [NOW]: entry, ...files } = base.files
  const rewound = { ...base, files: { ...files, [FORMER]: entry } }
  await writeFiles(project.directory, {
    [BASE_PATH]: `${JSON.stringify(rewound, null, 2)}\n`,
    [FORMER]: entry.content,
    [OWN]: own('users'),
    [MENTIONING]: '// As in src/users/users.ts.\n',
    'generated/ignored.ts': "import '../src/users/users.js'\n",
    'dist/built.js': "import '../src/users/users.js'\n",
    'notes/howto.md': "import '../src/users/users.js'\n",
    '.gitignore': `${await project.read('.gitignore')}/generated/\n`,
  })
  return project
}

async function committed(project: TestProject): Promise<void> {
  await project.git('init', '--quiet')
  await commit(project)
}

test('files of the owner that import a file which is rendered elsewhere are listed', async () => {
  const project = await formerProject()
  await committed(project)
  const before = await project.snapshot()
  const { stdout: dryRun } = await project.run('regenerate', '--dry-run')
  expect(dryRun).toContain(`updated       ${OWN} (imports)\n`)
  expect((await statusOf(project)).files).toMatchObject({ [OWN]: 'outdated' })
  expect((await project.run('diff')).stdout).toContain(
    "-import { createUser } from '../users/users.js'",
  )
  expect(await project.snapshot()).toEqual(before)
})

test('they import it from there', async () => {
  const project = await formerProject()
  await committed(project)
  const before = await project.snapshot()
  const { exitCode, stdout } = await project.run('regenerate', '--json')
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout).files).toContainEqual({
    path: OWN,
    action: 'update',
    importsOnly: true,
  })
  expect(JSON.parse(stdout).notes).toEqual([
    `${MENTIONING}:1 mentions ${FORMER}, which is ${NOW} now`,
  ])
  expect(await project.read(OWN)).toBe(own('accounts'))
  const after = await project.snapshot()
  for (const path of ['generated/ignored.ts', 'dist/built.js', 'notes/howto.md']) {
    expect({ path, text: after.get(path) }).toEqual({ path, text: before.get(path) })
  }
  expect(JSON.parse(await project.read(BASE_PATH)).files).not.toHaveProperty([OWN])
  expect((await project.run('regenerate')).stdout).toContain('Everything is up to date.')
})

test('without git, they are copied first', async () => {
  const project = await formerProject()
  expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
  const folder = join(project.directory, '.graphql-auth/backup')
  const [copies = ''] = await readdir(folder)
  expect(await readFile(join(folder, copies, OWN), 'utf8')).toBe(own('users'))
  expect(await project.read(OWN)).toBe(own('accounts'))
})

test('what they must not be is not written either: nothing is', async () => {
  const project = await formerProject()
  await committed(project)
  await chmod(join(project.directory, OWN), 0o444)
  const before = await project.snapshot()
  const { exitCode, stderr } = await project.run('regenerate', '--allow-dirty')
  expect(exitCode).toBe(1)
  expect(stderr).toContain(`${OWN} is read-only; make it writable; nothing was written`)
  expect(await project.snapshot()).toEqual(before)
})

test('an import of what no setting asks for any more is reported', async () => {
  const project = await newProject()
  await writeFiles(project.directory, {
    [OWN]: "export { sessions } from '../queries/sessions.js'\n",
  })
  await project.configure({ GRAPHQL_AUTH: { QUERIES: ['me'] } })
  const { exitCode, stderr } = await project.run('regenerate')
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 })
  expect(stderr).toContain(
    `note: ${OWN} imports ../queries/sessions.js, but src/queries/sessions.ts is no longer part of the project; `,
  )
})

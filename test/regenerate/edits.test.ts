import { chmod, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { modeOf } from '../support/files.js'
import { newProject, statusOf } from '../support/project.js'
import { expectSound } from '../support/sound.js'
import { resolved } from '../support/user-edits.js'

const ENTITY = 'src/users/user.entity.ts'
const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

describe('edits of the user', () => {
  test('nothing has changed: nothing happens', async () => {
    const project = await newProject()
    const before = await project.snapshot()
    expect(await project.run('regenerate')).toMatchObject({
      exitCode: 0,
      stdout: 'Everything is up to date.',
    })
    expect(await project.snapshot()).toEqual(before)
  })

  test('a file without edits is brought up to date', async () => {
    const project = await newProject()
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`updated       ${ENTITY}`)
    expect(await project.read(ENTITY)).toContain('phone!: string | null')
    await expectSound(project)
  })

  test('an edited file that the settings do not change is kept', async () => {
    const project = await newProject()
    await project.edit('src/process/clock.ts', '', '// Mine.\n')
    const edited = await project.read('src/process/clock.ts')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('kept          src/process/clock.ts')
    expect(await project.read('src/process/clock.ts')).toBe(edited)
    await expectSound(project)
  })

  test('edits and changes in different places are merged', async () => {
    const project = await newProject()
    await project.edit(ENTITY, 'export class User', '/** Someone. */\nexport class User')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain(`merged        ${ENTITY}`)
    const merged = await project.read(ENTITY)
    expect(merged).toContain('/** Someone. */')
    expect(merged).toContain('phone!: string | null')
    expect(await statusOf(project)).toEqual({ drift: false, files: { [ENTITY]: 'edited' } })
    await expectSound(project)
  })

  test('what both changed is marked, and told with its line', async () => {
    const project = await newProject()
    await project.edit(ENTITY, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    const lines = (await project.read(ENTITY)).split('\n')
    const line = lines.indexOf('<<<<<<< yours') + 1
    expect(line).toBeGreaterThan(0)
    expect(stdout).toContain(`${ENTITY}:${line}  both sides changed these lines`)
    expect(lines).toContain('  nickname = "x"')
    expect(lines).toContain('  phone!: string | null')
  })

  test('conflicts that are left stop the next run, until they are resolved', async () => {
    const project = await newProject()
    await project.edit(ENTITY, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
    await project.configure(PHONE)
    await project.run('regenerate')
    const left = await project.snapshot()
    const again = await project.run('regenerate')
    expect(again.exitCode).toBe(4)
    expect(again.stdout).toMatch(new RegExp(`^${ENTITY}:\\d+  this conflict is not resolved$`))
    expect(await project.snapshot()).toEqual(left)
    expect(await statusOf(project)).toEqual({ drift: true, files: { [ENTITY]: 'conflicted' } })

    const resolved = (await project.read(ENTITY)).replace(/^(<{7}|={7}|>{7}).*\n/gm, '')
    await project.write(ENTITY, resolved)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toBe(resolved)
    await expectSound(project)
  })

  test('a conflict for which the new version is taken is resolved', async () => {
    const project = await newProject()
    await project.edit(ENTITY, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
    await project.configure(PHONE)
    await project.run('regenerate')
    await project.write(ENTITY, resolved(await project.read(ENTITY), 'theirs'))
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await statusOf(project)).toEqual({ drift: false, files: {} })
    await expectSound(project)
  })

  test('a conflict that is resolved by half stops the next run too', async () => {
    const project = await newProject()
    await project.edit(ENTITY, '  id!: number\n', '  id!: number\n\n  nickname = "x"\n')
    await project.configure(PHONE)
    await project.run('regenerate')
    await project.edit(ENTITY, '<<<<<<< yours\n', '')
    const before = await project.snapshot()
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toMatch(new RegExp(`^${ENTITY}:\\d+  this conflict is not resolved$`))
    expect(await project.snapshot()).toEqual(before)
  })

  test('a conflict behind a byte order mark is one', async () => {
    const project = await newProject()
    const path = 'src/graphql/date-scalar.ts'
    await project.write(path, '\uFEFF// Mine.\n')
    await project.configure({ USER_FIELDS: { birthday: { type: 'Date', nullable: true } } })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    expect(await statusOf(project)).toEqual({ drift: true, files: { [path]: 'conflicted' } })
  })

  test('the same change made by hand is not a conflict', async () => {
    const project = await newProject()
    const twin = await newProject()
    for (const one of [project, twin]) await one.configure(PHONE)
    await twin.run('regenerate')
    await project.write(ENTITY, await twin.read(ENTITY))
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toBe(await twin.read(ENTITY))
    await expectSound(project)
  })

  test('line endings and byte order mark stay those of the user', async () => {
    const project = await newProject()
    const withReturns = (await project.read(ENTITY)).replaceAll('\n', '\r\n')
    await project.write(ENTITY, `\uFEFF${withReturns}`)
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    const updated = await project.read(ENTITY)
    expect(updated).toMatch(/^\uFEFF/)
    expect(updated).toContain('phone!: string | null')
    expect(updated.replaceAll('\r\n', '')).not.toContain('\n')
    await expectSound(project)
  })

  test('other line endings alone are not an edit', async () => {
    const project = await newProject()
    await project.write(ENTITY, (await project.read(ENTITY)).replaceAll('\n', '\r\n'))
    expect(await statusOf(project)).toEqual({ drift: false, files: {} })
  })

  test('permission bits stay', async () => {
    const project = await newProject()
    await chmod(join(project.directory, ENTITY), 0o775)
    await project.configure(PHONE)
    await project.run('regenerate')
    expect(await modeOf(join(project.directory, ENTITY))).toBe('775')
    await expectSound(project)
  })

  test('a missing newline at the end stays missing', async () => {
    const project = await newProject()
    await project.write(ENTITY, (await project.read(ENTITY)).trimEnd())
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await project.read(ENTITY)).toMatch(/phone!.*[^\n]$/s)
    await expectSound(project)
  })

  test('a file that is binary now is never merged: the new version lies beside it', async () => {
    const project = await newProject()
    const path = join(project.directory, ENTITY)
    const bytes = Buffer.from([0x50, 0x4b, 0, 0xff, 0xfe])
    await writeFile(path, bytes)
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(4)
    expect(stdout).toContain(`${ENTITY}:1  it is binary and is not merged`)
    expect(await readFile(path)).toEqual(bytes)
    expect(await project.read(`${ENTITY}.regenerated`)).toContain('phone!: string | null')
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 4 })
    await stat(`${path}.regenerated`)
  })

  test('the package.json of the user and that of a newer generator are merged key by key', async () => {
    const project = await newProject()
    await project.rewind('package.json', (text) =>
      text.replace(/"zod": "[^"]+"/, '"zod": "^3.0.0"'),
    )
    await project.edit('package.json', '"name": "my-app"', '"name": "shop"')
    await project.edit('package.json', '    "zod"', '    "yargs": "^17.0.0",\n    "zod"')
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    expect(stdout).toContain('  npm install\n')
    const merged = await project.read('package.json')
    expect(JSON.parse(merged)).toMatchObject({
      name: 'shop',
      dependencies: { yargs: '^17.0.0', zod: '^4.6.7' },
    })
    expect(merged).toContain('    "yargs": "^17.0.0",\n    "zod": "^4.6.7"\n')
    await expectSound(project)
  })

  test('comments in tsconfig.json stay', async () => {
    const project = await newProject()
    await project.rewind('tsconfig.json', (text) => text.replace('"ES2023",', '"ES2022",'))
    await project.edit('tsconfig.json', '    "strict"', '    // Mine.\n    "strict"')
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    const merged = await project.read('tsconfig.json')
    expect(merged).toContain('    // Mine.\n    "strict": true')
    expect(merged).toContain('"target": "ES2023"')
    await expectSound(project)
  })
})

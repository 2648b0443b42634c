import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { DATABASES } from '../../src/settings/types.js'
import { runScript } from '../support/dev-server.js'
import { writeFiles } from '../support/files.js'
import { newProject } from '../support/project.js'
import { withDatabase } from '../support/project-database.js'
import { isHere } from '../support/servers.js'
import { linkPackages } from '../support/sound.js'

const ENTITIES = `import { Column, Entity, JoinColumn, ManyToOne, PrimaryGeneratedColumn } from 'typeorm'
import { User } from '../kit.js'

@Entity('notes')
class Note {
  @PrimaryGeneratedColumn()
  id!: number

  @ManyToOne(() => User, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'user_id' })
  user!: User
}

@Entity('tags')
class Tag {
  @PrimaryGeneratedColumn()
  id!: number

  @ManyToOne(() => Note, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'note_id' })
  note!: Note
}

export const ownEntities: (new () => object)[] = [Note, Tag]
`

const COLOR = `  @Column({ type: 'varchar', length: 7, nullable: true })
  color!: string | null

  @ManyToOne(() => User`

const NOTHING = 'Nothing to do: the tables are as src/own/entities.ts says'

describe.each(DATABASES)('tables of the owner on %s', async (database) => {
  test.skipIf(!(await isHere(database)))('have migrations between ours', async () => {
    const project = await newProject('--database', database)
    const script = (...args: string[]) => runScript(project.directory, ...args)
    const folder = `src/own/migrations/${database}`
    const ownMigrations = async () => (await readdir(join(project.directory, folder))).sort()
    await linkPackages(project)
    const ask = await withDatabase(project, database)
    const tags = () => ask('SELECT id, note_id FROM tags')

    await expect(script('migration:generate', '--', 'early')).rejects.toThrow('not up to date')
    await script('migrate')
    expect(await script('migration:generate', '--', 'nothing')).toBe(NOTHING)
    await writeFiles(project.directory, { 'src/own/entities.ts': ENTITIES })
    const wrote = expect.stringMatching(new RegExp(`^Wrote ${folder}/\\d{13}-add-notes.ts: `))
    expect(await script('migration:generate', '--', 'add-notes')).toEqual(wrote)
    await script('migrate')
    expect(await script('migration:generate', '--', 'again')).toBe(NOTHING)
    await expect(script('migration:create', '--', '../x')).rejects.toThrow('Name what it does')
    expect(await ownMigrations()).toHaveLength(1)

    await script('loaddata', '--', 'fixtures/users.json')
    await ask('INSERT INTO notes (id, user_id) VALUES (1, 2)')
    await ask('INSERT INTO tags (id, note_id) VALUES (1, 1)')
    await project.edit('src/own/entities.ts', '  @ManyToOne(() => User', COLOR)
    await script('migration:generate', '--', 'add-color')
    await script('migrate')
    expect(await tags()).toEqual([{ id: 1, note_id: 1 }])
    expect(await script('migrate:revert')).toMatch(/^Reverted AddColor\d{13}$/)
    expect(await tags()).toEqual([{ id: 1, note_id: 1 }])
    await script('migrate')

    expect(await script('migration:create', '--', 'fillColors')).toMatch(/\d{13}-fill-colors\.ts/)
    const [, , newest = ''] = await ownMigrations()
    await project.configure({ USER_FIELDS: { phone: { type: 'String', nullable: true } } })
    const { exitCode, stdout } = await project.run('regenerate')
    expect(exitCode).toBe(0)
    const [, ours = ''] = /(\d{13})-add-phone\.ts/.exec(stdout) ?? []
    expect(Number(ours)).toBeGreaterThan(Number.parseInt(newest, 10))
    expect(await script('migrate')).toMatch(/^Applied FillColors\d{13}\nApplied AddPhone\d{13}$/)
    expect(await script('migration:generate', '--', 'again')).toBe(NOTHING)
    expect(await tags()).toEqual([{ id: 1, note_id: 1 }])
  })
})

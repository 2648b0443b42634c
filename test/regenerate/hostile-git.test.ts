import { chmod, mkdir, readdir, rename, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { pathWith, writeFiles } from '../support/files.js'
import {
  commit,
  committedProject,
  newProject,
  projectIn,
  type TestProject,
} from '../support/project.js'
import { emptyDirectory } from '../support/run.js'

const A_MINUTE_AGO = new Date(Date.now() - 60_000)

const PHONE = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

/** A program that leaves a trace, and the folder in which it does. */
async function witness(): Promise<{ program: string; traces: () => Promise<string[]> }> {
  const folder = await emptyDirectory()
  await pathWith(join(folder, 'bin'), 'program', `touch '${folder}/ran'; cat`)
  const traces = async () => (await readdir(folder)).filter((name) => name !== 'bin')
  return { program: join(folder, 'bin/program'), traces }
}

/** For git a file may have changed whose time has. */
async function touch({ directory }: TestProject, path: string): Promise<void> {
  await utimes(join(directory, path), new Date(), new Date(1))
}

describe('a program that the repository names', () => {
  const ways: [string, (project: TestProject, program: string) => Promise<unknown>][] = [
    ['to watch files', ({ git }, program) => git('config', 'core.fsmonitor', program)],
    [
      'as a hook',
      async (project, program) => {
        await writeFiles(project.directory, {
          '.git/hooks/post-index-change': `#!/bin/sh\n${program} </dev/null\n`,
        })
        await chmod(join(project.directory, '.git/hooks/post-index-change'), 0o755)
      },
    ],
    [
      'in a folder of hooks',
      async (project, program) => {
        await writeFiles(project.directory, {
          '.git/own/post-index-change': `#!/bin/sh\n${program} </dev/null\n`,
        })
        await chmod(join(project.directory, '.git/own/post-index-change'), 0o755)
        await project.git('config', 'core.hooksPath', '.git/own')
      },
    ],
    ...(
      [
        ['clean', 'evil'],
        ['process', 'evil'],
        ['clean', 'a=b'],
        ['clean', 'e.v"i'],
      ] as const
    ).map(([kind, name]): [string, (project: TestProject, program: string) => Promise<unknown>] => [
      `to filter files, as ${kind} of ${name}`,
      async (project, program) => {
        await writeFiles(project.directory, {
          '.git/info/attributes': `*.ts filter=${name}\n`,
        })
        await project.git('config', `filter.${name}.${kind}`, program)
        await project.git('config', `filter.${name}.required`, 'true')
      },
    ]),
    [
      'in a configuration that it includes',
      async (project, program) => {
        await writeFiles(project.directory, {
          'own.config': `[core]\n\tfsmonitor = ${program}\n[filter "evil"]\n\tclean = ${program}\n`,
          '.git/info/attributes': '*.ts filter=evil\n',
        })
        await project.git('add', 'own.config')
        await commit(project)
        await project.git('config', 'include.path', '../own.config')
      },
    ],
    [
      'for a part that it lacks',
      async (project, program) => {
        await project.git('config', 'extensions.partialClone', 'origin')
        await project.git('config', 'remote.origin.url', project.directory)
        await project.git('config', 'remote.origin.promisor', 'true')
        await project.git('config', 'remote.origin.uploadpack', program)
        const objects = join(project.directory, '.git/objects')
        await rename(objects, `${objects}-away`)
        await mkdir(objects)
      },
    ],
  ]

  test.each(ways)('%s does not run', async (_, name) => {
    const { program, traces } = await witness()
    const project = await committedProject()
    await name(project, program)
    await touch(project, 'src/process/clock.ts')
    await project.configure(PHONE)
    await project.run('regenerate', '--allow-dirty')
    expect(await traces()).toEqual([])
  })

  test('and that is in a repository inside does not run', async () => {
    const { program, traces } = await witness()
    const project = await newProject()
    const inner = projectIn(join(project.directory, 'vendor'))
    await mkdir(inner.directory)
    await inner.git('init', '--quiet')
    await writeFiles(inner.directory, { file: 'text\n' })
    await commit(inner)
    await project.git('init', '--quiet')
    await commit(project)
    await inner.git('config', 'core.fsmonitor', program)
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
    expect(await traces()).toEqual([])
  })

  test('and that is laid out like one does not run', async () => {
    const { program, traces } = await witness()
    const project = await newProject()
    await project.git('init', '--quiet', '--bare')
    await project.git('config', 'core.bare', 'false')
    await project.git('config', 'core.worktree', project.directory)
    await project.git('config', 'core.fsmonitor', program)
    await project.configure(PHONE)
    const { exitCode, stdout } = await project.run('regenerate')
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: expect.stringContaining('Files that git does not track were copied to'),
    })
    expect(await traces()).toEqual([])
  })

  test('a file that needs a filter of the user is not dirt while git knows it', async () => {
    const project = await newProject()
    await writeFiles(project.directory, {
      '.gitattributes': '*.dat filter=rot\n',
      'a.dat': 'abc\n',
    })
    // Git reads a file again that is as young as its index.
    await utimes(join(project.directory, 'a.dat'), A_MINUTE_AGO, A_MINUTE_AGO)
    await project.git('init', '--quiet')
    await project.git('config', 'filter.rot.clean', 'tr a-z b-za')
    await commit(project)
    await project.configure(PHONE)
    expect(await project.run('regenerate')).toMatchObject({ exitCode: 0 })
  })
})

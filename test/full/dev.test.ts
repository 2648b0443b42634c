import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { filesBelow } from '../support/files.js'
import { installedCopy } from '../support/repository-copy.js'
import { freePort, interrupt, startScript } from '../support/scripts.js'

const PATIENTLY = { timeout: 120_000, interval: 100 }

/** As editors save: what was there is replaced by another file. */
async function save(path: string, text: string): Promise<void> {
  await writeFile(`${path}~`, text)
  await rename(`${path}~`, path)
}

/** The blueprint that has a text of the server. */
async function blueprintWith(cwd: string, text: string): Promise<string> {
  const folder = join(cwd, 'blueprints/common/src')
  for (const path of await filesBelow(folder)) {
    const file = join(folder, path)
    if ((await readFile(file, 'utf8')).includes(text)) return file
  }
  throw new Error(`No blueprint says ${text}`)
}

/** All files of the copy but those that the script makes, with their contents. */
async function sourcesOf(cwd: string): Promise<Map<string, string>> {
  const paths = ['blueprints', 'src', 'scripts'].map(async (folder) =>
    (await filesBelow(join(cwd, folder))).map((path) => join(cwd, folder, path)),
  )
  const all = (await Promise.all(paths)).flat()
  return new Map(
    await Promise.all(all.map(async (path) => [path, await readFile(path, 'utf8')] as const)),
  )
}

test('npm run dev has a server that follows the blueprints', async () => {
  const cwd = await installedCopy()
  const entries = await readdir(cwd)
  const sources = await sourcesOf(cwd)
  const port = await freePort()
  const dev = startScript(cwd, ['dev', '--', '--flavor', 'relay'], { PORT: String(port) })
  let printed = ''
  dev.all.on('data', (chunk) => {
    printed += chunk
  })
  const endedEarly = dev.then(({ all }) => Promise.reject(new Error(all)))
  const meanwhile = <T>(wait: Promise<T>) => Promise.race([endedEarly, wait])
  /** What the server says of a path that it does not have. */
  const answer = async () => {
    const text = await (await fetch(`http://127.0.0.1:${port}/not-there`)).text()
    return String(JSON.parse(text).errors[0].message)
  }

  await meanwhile(expect.poll(() => printed, PATIENTLY).toMatch(/Ctrl-C .*\n/))
  const before = await answer()
  const blueprint = await blueprintWith(cwd, before)
  const source = await readFile(blueprint, 'utf8')

  for (const text of ['An edit.', 'Another edit.']) {
    await save(blueprint, source.replace(before, text))
    await meanwhile(expect.poll(() => answer().catch(String), PATIENTLY).toBe(text))
  }

  await save(blueprint, `${source}<%= isNotThere %>\n`)
  await meanwhile(expect.poll(() => printed, PATIENTLY).toMatch(/^error: .*isNotThere.*$/m))
  expect(await answer()).toBe('Another edit.')

  await save(blueprint, source)
  await meanwhile(expect.poll(() => answer().catch(String), PATIENTLY).toBe(before))
  const project = JSON.parse(await readFile(join(cwd, '.dev/my-app/graphql-auth.json'), 'utf8'))
  expect(project).toMatchObject({ flavor: 'relay' })

  interrupt(dev)
  await dev
  await expect(answer()).rejects.toThrow()
  expect(await sourcesOf(cwd)).toEqual(sources)
  expect((await readdir(cwd)).filter((name) => !entries.includes(name))).toEqual(['.dev'])
})

import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { delimiter, dirname, join } from 'node:path'

/** Paths of all files below a directory, sorted, without what git keeps. */
export async function filesBelow(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
  return paths.filter((path) => !path.split('/').includes('.git')).sort()
}

/** The content of a JSON file. */
export async function readJson(...path: string[]): Promise<unknown> {
  return JSON.parse(await readFile(join(...path), 'utf8'))
}

/** The permission bits of a file, like `600`. */
export async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8)
}

/** Writes files by their paths below a directory. */
export async function writeFiles(
  directory: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true })
    await writeFile(join(directory, path), content)
  }
}

/**
 * A PATH on which a program of this name is a shell script.
 *
 * @param directory where the script is written
 * @param script its lines
 */
export async function pathWith(directory: string, name: string, script: string): Promise<string> {
  await writeFiles(directory, { [name]: `#!/bin/sh\n${script}\n` })
  await chmod(join(directory, name), 0o755)
  return [directory, process.env.PATH ?? ''].join(delimiter)
}

import { readdir } from 'node:fs/promises'

/** Paths of all files below a directory, with `/` between their parts; .git is not ours to look at. */
export async function filesBelow(directory: string, prefix = ''): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.name !== '.git')
    .map((entry) =>
      entry.isDirectory()
        ? filesBelow(`${directory}/${entry.name}`, `${prefix}${entry.name}/`)
        : [`${prefix}${entry.name}`],
    )
  return (await Promise.all(paths)).flat()
}

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ejs from 'ejs'
import { tidyImports } from './imports.js'

const FOLDER = fileURLToPath(new URL('../../blueprints', import.meta.url))

export interface Blueprint {
  /** Path below blueprints/. */
  path: string
  /** `%` unless the output is itself a template with `<% %>` in it. */
  delimiter: '%' | '?'
}

/**
 * Fills a blueprint in. What a blueprint names and the view lacks is an error, and so is a value
 * that is not a text: neither may end up as `undefined` in someone's project.
 *
 * @throws Error that names the blueprint and the line
 */
export function fill({ path, delimiter }: Blueprint, view: object): string {
  const filename = join(FOLDER, path)
  const content = ejs.render(readFileSync(filename, 'utf8'), strict({ ...view }, 'view'), {
    filename,
    delimiter,
    views: [join(FOLDER, '_partials'), dirname(filename)],
    escape: asCode,
  })
  return path.endsWith('.ts') ? tidyImports(content) : content
}

/**
 * The blueprints below a folder of blueprints/, as paths from there. `yarn dlx` runs this program from an
 * archive, where `readdir` with `recursive` finds the first level only.
 */
export function blueprintsIn(folder: string): string[] {
  return readdirSync(join(FOLDER, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? blueprintsIn(`${folder}/${entry.name}`).map((path) => `${entry.name}/${path}`)
      : entry.name,
  )
}

/** The modules with the rules of settings, which a project has a copy of. */
export function valueTypeFiles(): string[] {
  return readdirSync(join(FOLDER, '../src/settings/values'))
}

/** The text of a file that is the same in every project. @param path from blueprints/ */
export function readVerbatim(path: string): string {
  return readFileSync(join(FOLDER, path), 'utf8')
}

/** Code is not HTML: `<` stays. */
function asCode(value: unknown): string {
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new TypeError(`A blueprint writes ${String(value)}, which is not a text.`)
}

/** The same object, but a property that it lacks is an error instead of `undefined`. */
function strict<T extends object>(target: T, name: string): T {
  return new Proxy(target, {
    get(object, key, receiver) {
      const value: unknown = Reflect.get(object, key, receiver)
      if (typeof key === 'symbol') return value
      if (!(key in object)) throw new ReferenceError(`There is no ${name}.${key}.`)
      return isPlain(value) ? strict(value, `${name}.${key}`) : value
    },
  })
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

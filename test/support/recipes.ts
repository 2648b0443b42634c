import { cp } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { writeFiles } from './files.js'
import type { TestProject } from './project.js'

const TESTS = fileURLToPath(new URL('../server/overlays/wing', import.meta.url))

/** A path at the end of a paragraph, and what the file holds. */
const BLOCK = /`([\w./-]+)`(?:, listed as `(\w+)`)?:\n\n```\w+\n(.*?)```/gs

/** What the section "Yours" of a README says. */
export interface Recipes {
  /** Files of one's own, by path. */
  files: Record<string, string>
  /** What the schema lists beside the first recipe, and where it comes from. */
  listed: { name: string; module: string }[]
  /** Members of graphql-auth.json. */
  settings: Record<string, object>
  /** A function for the hooks. */
  hook: string
}

const SETTINGS = 'graphql-auth.json'
const HOOKS = 'src/own/hooks.ts'
const SCHEMA = 'src/own/schema.ts'

/** Reads the recipes of a README. */
export function recipesOf(readme: string): Recipes {
  const [, section = ''] = /^## Yours\n(.*?)^## /ms.exec(readme) ?? []
  const blocks = [...section.matchAll(BLOCK)].map(([, path = '', name, text = '']) => ({
    ...{ path, name, text },
  }))
  const textsOf = (path: string) =>
    blocks.filter((one) => one.path === path).map(({ text }) => text)
  return {
    files: Object.fromEntries(
      blocks
        .filter(({ path }) => path !== SETTINGS && path !== HOOKS)
        .map(({ path, text }) => [path, text]),
    ),
    listed: blocks.flatMap(({ path, name }) =>
      name ? [{ name, module: path.replace('src/own/', './').replace('.ts', '.js') }] : [],
    ),
    settings: Object.assign({}, ...textsOf(SETTINGS).map((text) => JSON.parse(text))),
    hook: textsOf(HOOKS).join(''),
  }
}

/** Does in a project what its README says: all recipes except the commands. */
export async function followRecipes(project: TestProject): Promise<Recipes> {
  const recipes = recipesOf(await project.read('README.md'))
  await writeFiles(project.directory, recipes.files)
  for (const { name, module } of recipes.listed) {
    await project.edit(
      SCHEMA,
      "'../kit.js'\n",
      `'../kit.js'\nimport { ${name} } from '${module}'\n`,
    )
    await project.edit(SCHEMA, '= [', `= [${name}, `)
  }
  const stub = /export async function onUserVerifying\(.*?\{\}\n/s
  const [replaced = ''] = stub.exec(await project.read(HOOKS)) ?? []
  const [imports = '', hook = ''] = recipes.hook.split(/\n\n(?=export )/)
  await project.edit(HOOKS, replaced, hook)
  const [former = ''] = /^import .*$/m.exec(await project.read(HOOKS)) ?? []
  await project.edit(HOOKS, former, imports)
  await project.configure(recipes.settings)
  await cp(TESTS, project.directory, { recursive: true })
  return recipes
}

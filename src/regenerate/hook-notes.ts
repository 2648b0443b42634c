import { handlerModules, hooksOf } from '../render/view/handlers.js'
import type { Settings } from '../settings/types.js'

/** Functions of the owner; rendered once, and never written again. */
export const HOOKS_PATH = 'src/own/hooks.ts'

/** Where they were before there was `src/own/`. */
export const FORMER_HOOKS_PATH = 'src/hooks.ts'

/**
 * What the owner has to do in the hooks after a change of settings, one line each.
 *
 * @param text what the file holds
 */
export function hookNotes(before: Settings, after: Settings, text: string): string[] {
  const former = hooksOf(before).map(({ name }) => name)
  const words = text.split(/[^\w$]+/)
  const missing = hooksOf(after).filter(
    ({ name }) => !former.includes(name) && !words.includes(name),
  )
  const modules = handlerModules(after)
  const gone = handlerModules(before).filter(
    (module) => !modules.includes(module) && text.includes(withoutFolder(module)),
  )
  return [
    ...missing.map(
      ({ name, stub }) => `${HOOKS_PATH} is yours, and has to export ${name}; for example: ${stub}`,
    ),
    ...gone.map(
      (module) =>
        `${HOOKS_PATH} is yours, and imports from ${module}, which no longer exists: remove that import`,
    ),
  ]
}

/** As an import names it from either path of the hooks. */
function withoutFolder(module: string): string {
  return module.replace(/^\.+/, '')
}

import { meaningProblems } from '../checks/contradictions.js'
import { formProblems } from '../checks/form.js'
import type { Settings, SettingsFile } from '../types.js'
import { isRecord, show } from '../values/json.js'
import { type Problem, problemLine } from '../values/messages.js'
import { resolveSettings } from './resolve.js'
import { settingsFileOf } from './without-defaults.js'

/** What a settings file means, or the lines that tell what is wrong with it. */
export type ParseResult = { settings: Settings; file: SettingsFile } | { problems: string[] }

/**
 * Reads the content of a graphql-auth.json.
 *
 * @param file the parsed JSON; `{}` means all defaults
 * @returns the settings, or one line per mistake: all at once, each with its key
 */
export function parseSettings(file: unknown): ParseResult {
  if (!isRecord(file))
    return { problems: [`the settings must be a JSON object, not ${show(file)}`] }
  const inForm = formProblems(file)
  const valid = withoutMistakes(file, inForm)
  const settings = resolveSettings(valid)
  const problems = [...inForm, ...meaningProblems(settings, inForm)]
  if (problems.length > 0) return { problems: [...new Set(problems.map(problemLine))] }
  return { settings, file: settingsFileOf(valid, settings) }
}

/**
 * Reads settings that were valid once. What they mean was judged then, maybe less strictly than
 * now, so only their form is looked at.
 */
export function parseFormerSettings(
  file: Record<string, unknown>,
): { settings: Settings } | { problems: string[] } {
  const problems = formProblems(file)
  return problems.length > 0
    ? { problems: problems.map(problemLine) }
    : { settings: resolveSettings(file) }
}

/** The file without the values that cannot be read, so that the rest can be checked too. */
function withoutMistakes(
  file: Record<string, unknown>,
  problems: readonly Problem[],
): Record<string, unknown> {
  const broken = new Set(problems.map((problem) => problem.key))
  const entries = Object.entries(file).filter(([key]) => !broken.has(key))
  return Object.fromEntries(
    entries.map(([key, value]) => [
      key,
      isRecord(value) ? soundEntries(key, value, broken) : value,
    ]),
  )
}

function soundEntries(
  group: string,
  values: Record<string, unknown>,
  broken: Set<string>,
): unknown {
  return Object.fromEntries(
    Object.entries(values).filter(([name]) => !broken.has(`${group}.${name}`)),
  )
}

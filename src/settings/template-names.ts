import { JAVASCRIPT_WORDS, OBJECT_MEMBERS } from './reserved-words.js'

/** What mail templates get, or some of them. */
export const TEMPLATE_VARIABLES: readonly string[] = [
  ...['user', 'token', 'link', 'path', 'siteName', 'domain', 'protocol', 'port', 'request'],
  'timestamp',
]

/** What EJS calls its own parts. Where a variable has such a name, nothing is escaped any more. */
const EJS_NAMES = ['locals', 'escapeFn', 'include', 'rethrow', 'ejs']

/** What templates take from JavaScript. */
const GLOBALS = ['Array', 'Boolean', 'Date', 'Intl', 'JSON', 'Math', 'Number', 'Object', 'String']

/**
 * Names that no variable of EMAIL_TEMPLATE_VARIABLES may have. EJS makes variables of a function of
 * them. The rendered server has the same list.
 */
export const RESERVED_IN_TEMPLATES: ReadonlySet<string> = new Set([
  ...TEMPLATE_VARIABLES,
  ...EJS_NAMES,
  ...GLOBALS,
  ...JAVASCRIPT_WORDS,
  ...[...OBJECT_MEMBERS].filter((name) => /^[a-z]/i.test(name)),
])

/** What a variable may be called; two underscores are for EJS. */
export const TEMPLATE_NAME = /^(?!__)[A-Za-z_][A-Za-z0-9_]*$/

/** What is wrong with the name of a variable, as the end of a line. */
export function templateNameProblems(name: string): string[] {
  if (TEMPLATE_VARIABLES.includes(name)) {
    return [`may not replace "${name}", which every template gets`]
  }
  const isFree = TEMPLATE_NAME.test(name) && !RESERVED_IN_TEMPLATES.has(name)
  return isFree ? [] : [`${JSON.stringify(name)} cannot name a variable of a template`]
}

import { isRecord, show } from './json.js'
import { JAVASCRIPT_WORDS, OBJECT_MEMBERS } from './reserved-words.js'
import type { ValueType } from './value-type.js'

/** What the server gives to mail templates, or to some of them. The mailer gives nothing else. */
export const TEMPLATE_VARIABLES = [
  'user',
  'token',
  'link',
  'path',
  'siteName',
  'domain',
  'protocol',
  'port',
  'request',
  'timestamp',
] as const

export type TemplateVariable = (typeof TEMPLATE_VARIABLES)[number]

/** What EJS calls its own parts. Where a variable has such a name, nothing is escaped any more. */
const EJS_NAMES = ['locals', 'escapeFn', 'include', 'rethrow', 'ejs']

/** What templates take from JavaScript. */
const GLOBALS = ['Array', 'Boolean', 'Date', 'Intl', 'JSON', 'Math', 'Number', 'Object', 'String']

/** Names that no variable of EMAIL_TEMPLATE_VARIABLES may have: EJS makes variables of them. */
const RESERVED = [
  ...TEMPLATE_VARIABLES,
  ...EJS_NAMES,
  ...GLOBALS,
  ...JAVASCRIPT_WORDS,
  ...[...OBJECT_MEMBERS].filter((name) => /^[a-z]/i.test(name)),
]

/** What a variable may be called; names with two underscores in front are those of EJS. */
const FREE_NAME = new RegExp(`^(?!__)(?!(?:${RESERVED.join('|')})$)[A-Za-z_][A-Za-z0-9_]*$`)

/** EMAIL_TEMPLATE_VARIABLES: what mails say of links and users is not a matter of settings. */
export const templateVariables: ValueType<Record<string, unknown>> = {
  parse(value) {
    if (!isRecord(value)) {
      return { problems: [`must be an object of names and values, not ${show(value)}`] }
    }
    const problems = Object.keys(value).flatMap(nameProblems)
    return problems.length > 0 ? { problems } : { value }
  },
  schema: { type: 'object', propertyNames: { pattern: FREE_NAME.source } },
}

function nameProblems(name: string): string[] {
  if (TEMPLATE_VARIABLES.some((taken) => taken === name)) {
    return [`cannot replace "${name}", which every template gets`]
  }
  return FREE_NAME.test(name) ? [] : [`${show(name)} cannot name a variable of a template`]
}

import { parseArgs } from 'node:util'
import { StartError } from '../../errors/start-error.js'
import { show } from '../../settings/values/json.js'
import { suggestion } from '../../settings/values/messages.js'
import { FLAG_HELP, PROFILE_FIELDS, type ProfileField, type Texts } from './fields.js'

/** What the command line says. */
export interface Arguments {
  texts: Texts
  /** Whether what is missing may be asked for. */
  mayAsk: boolean
  wantsHelp: boolean
}

export const HELP = `
Creates an administrator: a verified user with isStaff and isSuperuser.

Usage: npm run createsuperuser -- [flags]
       node dist/commands/createsuperuser.js [flags]

In a terminal, it asks for what is missing.

${FLAG_HELP.join('\n')}

The variable SUPERUSER_PASSWORD holds the password. There is no flag for it, because other users of
the machine can see the flags in the list of processes.
`.trim()

const NO_PASSWORD_FLAG =
  '--password: there is no such flag, because others can see it in the list of processes: ' +
  'set SUPERUSER_PASSWORD'

const PASSWORD = /^(superuser[_-]?)?pass(word|wd)?[12]?$/i

/** The flags of the fields, each in camelCase, snake_case and with dashes. */
const FLAGS: ReadonlyMap<string, ProfileField> = new Map(
  PROFILE_FIELDS.flatMap((name) =>
    ['', '_', '-'].map((mark): [string, ProfileField] => [spelt(name, mark), name]),
  ),
)

/** The flags that are no fields. A field that is called like one takes its place. */
const SWITCHES = ['no-input', 'help', 'h']

/** @throws StartError with a line for each flag that is wrong */
export function readArguments(argv: string[]): Arguments {
  const { tokens } = parseArgs({
    args: argv,
    strict: false,
    tokens: true,
    options: Object.fromEntries([...FLAGS.keys()].map((flag) => [flag, { type: 'string' }])),
  })
  const texts: Texts = {}
  const switches = new Set<string>()
  const problems: string[] = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') {
      if (!mayBeSecret(argv, token.index)) problems.push(`Unexpected argument ${show(token.value)}`)
      continue
    }
    const field = FLAGS.get(token.name)
    const problem = field
      ? valueProblem(token, texts[field] !== undefined)
      : switchProblem(token.name)
    if (problem !== null) problems.push(problem)
    else if (field) texts[field] = token.value ?? ''
    else switches.add(token.name)
  }
  if (problems.length > 0) throw new StartError(problems)
  return {
    texts,
    mayAsk: !switches.has('no-input'),
    wantsHelp: switches.has('help') || switches.has('h'),
  }
}

interface Flag {
  rawName: string
  value?: string | undefined
  inlineValue?: boolean | undefined
}

function valueProblem({ rawName, value, inlineValue }: Flag, isRepeated: boolean): string | null {
  if (isRepeated) return `${rawName}: is given twice`
  // The next flag, and no value that begins like one.
  const isFlag = !inlineValue && /^-[^\d.]/.test(value ?? '')
  return value === undefined || isFlag
    ? `${rawName}: needs a value; one that begins with a dash is written as ${rawName}=VALUE`
    : null
}

function switchProblem(name: string): string | null {
  if (SWITCHES.includes(name)) return null
  if (PASSWORD.test(name)) return NO_PASSWORD_FLAG
  const flag = `--${name}`
  const known = [...FLAGS.keys(), ...SWITCHES].map((one) => `--${one}`)
  const near = suggestion(flag, known)
  return `Unknown flag ${show(flag)}${near || '; --help lists them'}`
}

/** Whether an argument belongs to a flag that does not exist: it may be a password. */
function mayBeSecret(argv: string[], index: number): boolean {
  return PASSWORD.test(argv[index - 1]?.replace(/^-+/, '') ?? '')
}

function spelt(name: string, mark: string): string {
  if (mark === '') return name
  return name.replace(/[A-Z]/g, (letter) => mark + letter.toLowerCase())
}

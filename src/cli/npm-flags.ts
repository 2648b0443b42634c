import { Failure } from '../failure.js'

/** A flag as commander knows it. */
export interface KnownFlag {
  /** `--dry-run`, `--no-git`. */
  long?: string | undefined
  /** Whether it stands for no. */
  negate: boolean
  /** Whether a value follows. */
  required: boolean
}

type Environment = Readonly<Record<string, string | undefined>>

/** npm expands what it takes for the beginning of a flag of its own. */
const EXPANDED: Record<string, string> = { commit: 'commit_hooks' }

/** The two by which npm runs a program with arguments of its own before them. */
const COMMANDS = ['init', 'exec']

/**
 * The flags that npm took for itself: without `--` before them, `npm create` and `npm exec` hand over as
 * settings of npm what looks like a flag.
 *
 * @param known the flags of the command that is to run
 * @returns those without a value, to be given after all
 * @throws Failure that names those whose values npm has turned into arguments
 */
export function flagsTakenByNpm(known: readonly KnownFlag[], env: Environment): string[] {
  const command = env.npm_command ?? ''
  if (!COMMANDS.includes(command)) return []
  const taken = known.filter((flag) => isTaken(flag, env))
  const lost = taken.filter(({ required }) => required).map(({ long }) => long)
  if (lost.length > 0) {
    const example = command === 'init' ? 'npm create graphql-auth' : 'npm exec create-graphql-auth'
    throw new Failure('usage', [
      `npm took ${lost.join(', ')} for itself; write -- before all arguments, as in: ${example} -- my-app ${lost[0]} ...`,
    ])
  }
  return taken.flatMap(({ long = '' }) => (isMeantForNpm(long, command) ? [] : long))
}

function isTaken({ long = '', negate, required }: KnownFlag, env: Environment): boolean {
  const name = long.replace(/^--(no-)?/, '').replaceAll('-', '_')
  const values = [name, EXPANDED[name]].map((key) => env[`npm_config_${key}`])
  return values.some((value) =>
    required ? value !== undefined : negate ? value === '' || value === 'false' : value === 'true',
  )
}

/** `npx --yes` is how one agrees that npx may fetch the package. */
function isMeantForNpm(flag: string, command: string): boolean {
  return flag === '--yes' && command === 'exec'
}

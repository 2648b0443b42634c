import { Command, CommanderError } from 'commander'
import { Failure } from '../failure.js'
import { generatorVersion } from '../version.js'
import { type CreateOptions, RUN_OPTIONS } from './create/create-options.js'
import { choicesOf, defaultText, QUESTIONS, type Question } from './create/questions.js'
import { EXIT } from './exit-codes.js'
import { STATUS_OPTIONS, type StatusOptions } from './inspect/status-options.js'
import { flagsTakenByNpm } from './npm-flags.js'
import { REGENERATE_OPTIONS, type RegenerateOptions } from './regenerate/regenerate-options.js'
import { write } from './terminal/streams.js'

/** What the commands do; each answers with the exit code. */
export interface Actions {
  create(directory: string | undefined, options: CreateOptions): Promise<number>
  regenerate(directory: string, options: RegenerateOptions): Promise<number>
  status(directory: string, options: StatusOptions): Promise<number>
  diff(first: string | undefined, second: string | undefined): Promise<number>
  info(directory: string | undefined, options: { json?: boolean }): Promise<number>
}

/** What a run leaves behind. */
interface RunState {
  exitCode: number
  /** Help and version, for stdout. */
  output: string[]
}

const DESCRIPTION = 'Renders a complete, typed, tested GraphQL server for user accounts.'

const EXAMPLES = `
Examples:
  create-graphql-auth                        asks what it needs to know
  create-graphql-auth my-app --yes           takes all defaults
  create-graphql-auth my-app --yes --flavor relay --username-field email
  create-graphql-auth my-app --yes --register-field phone:String:optional --register-field luckyNumber:Int
  create-graphql-auth my-app --settings graphql-auth.json --json`

const EXIT_CODES = `
Exit codes:
${Object.values(EXIT)
  .map(({ code, meaning }) => `  ${String(code).padEnd(5)}${meaning}`)
  .join('\n')}`

/**
 * Reads the command line and runs the command that it names.
 *
 * @returns the exit code
 * @throws Failure for flags that do not exist or lack their value
 */
export async function runProgram(argv: readonly string[], actions: Actions): Promise<number> {
  const run: RunState = { exitCode: EXIT.done.code, output: [] }
  try {
    const program = buildProgram(actions, run)
    const named = program.commands.find((command) => command.name() === argv[0])
    const taken = flagsTakenByNpm((named ?? program).options, process.env)
    await program.parseAsync(withFlags(argv, taken), { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode !== 0) throw new Failure('usage', [reasonOf(error)])
  }
  if (run.output.length > 0) await write(process.stdout, run.output.join(''))
  return run.exitCode
}

/** Flags stand before `--`, behind the name of a command. */
function withFlags(argv: readonly string[], flags: readonly string[]): string[] {
  const end = argv.indexOf('--')
  const at = end === -1 ? argv.length : end
  return [...argv.slice(0, at), ...flags, ...argv.slice(at)]
}

/** `help` of an unknown command has no text. */
function reasonOf({ code, message }: CommanderError): string {
  return code === 'commander.help' ? 'unknown command; --help lists all commands' : oneLine(message)
}

/** The commands and their flags. */
export function buildProgram(actions: Actions, run: RunState): Command {
  const program = new Command('create-graphql-auth')
    .description(DESCRIPTION)
    .version(generatorVersion(), '-v, --version')
    .exitOverride()
    .enablePositionalOptions()
    .configureOutput({ writeOut: (text) => run.output.push(text), writeErr: () => {} })
    .helpCommand('help [command]', 'print this help')
    .addHelpText('after', `${EXAMPLES}\n${EXIT_CODES}`)
    .hook('preSubcommand', refuseForeignOptions)
    .action(async (directory: string | undefined, options: CreateOptions) => {
      run.exitCode = await actions.create(directory, options)
    })
  for (const question of QUESTIONS) addQuestion(program, question)
  for (const { flag, help } of RUN_OPTIONS) program.option(flag, help)
  addRegenerate(program, actions, run)
  addStatus(program, actions, run)
  addDiff(program, actions, run)
  addInfo(program, actions, run)
  return program
}

/** Options before the name of a command are those of `create`: most would not mean anything. */
function refuseForeignOptions(program: Command, command: Command): void {
  const known = command.options.map(({ long }) => long)
  const foreign = program.options.find(
    (option) =>
      program.getOptionValueSource(option.attributeName()) === 'cli' &&
      !known.includes(option.long),
  )
  if (!foreign) return
  throw new Failure('usage', [`${command.name()} has no option ${foreign.long}; leave it out`])
}

function addRegenerate(program: Command, actions: Actions, run: RunState): void {
  const command = program
    .command('regenerate')
    .description('update a project to its settings or to this version; keeps your edits')
    .argument('[directory]', 'the project', '.')
    .action(async (directory: string, _: unknown, self: Command) => {
      run.exitCode = await actions.regenerate(directory, self.optsWithGlobals())
    })
  for (const { flag, help, isList } of REGENERATE_OPTIONS) {
    if (isList) command.option(flag, help, append)
    else command.option(flag, help)
  }
}

function addStatus(program: Command, actions: Actions, run: RunState): void {
  const command = program
    .command('status')
    .description('list which files are clean, edited, missing, outdated or conflicted')
    .argument('[directory]', 'the project', '.')
    .action(async (directory: string, _: unknown, self: Command) => {
      run.exitCode = await actions.status(directory, self.optsWithGlobals())
    })
  for (const { flag, help } of STATUS_OPTIONS) command.option(flag, help)
}

function addDiff(program: Command, actions: Actions, run: RunState): void {
  program
    .command('diff')
    .description('show what regenerate would change, as a unified diff')
    .argument(
      '[directory]',
      'the project, or without a path also a file or folder in it (default: ".")',
    )
    .argument('[path]', 'a file or folder of the project')
    .action(async (first: string | undefined, second: string | undefined) => {
      run.exitCode = await actions.diff(first, second)
    })
}

function addInfo(program: Command, actions: Actions, run: RunState): void {
  program
    .command('info')
    .description('print versions and settings for a bug report')
    .argument('[directory]', 'the project', '.')
    .option('--json', 'print them as JSON')
    .action(async (directory: string, _: unknown, command: Command) => {
      run.exitCode = await actions.info(directory, command.optsWithGlobals())
    })
}

function addQuestion(program: Command, question: Question): void {
  const { flag, help } = question
  if (!flag.startsWith('--')) program.argument(flag, helpLine(question))
  else if (question.kind === 'list') program.option(flag, help, append)
  else program.option(flag, helpLine(question))
}

function append(value: string, before: string[] = []): string[] {
  return [...before, value]
}

function helpLine(question: Question): string {
  if (question.kind !== 'text') return question.help
  const choices = choicesOf(question)
    .map(({ name }) => `${name}, `)
    .join('')
  return `${question.help} (${choices}default: ${defaultText(question)})`
}

function oneLine(message: string): string {
  return message.replace(/^error: /, '').replace(/\s+/g, ' ')
}

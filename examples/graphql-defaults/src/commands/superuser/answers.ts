import type { App } from '../../context/app.js'
import type { FormErrors } from '../../errors/form-error.js'
import { StartError } from '../../errors/start-error.js'
import { cleanFields } from '../../forms/form.js'
import { passwordProblems, profileProblems } from './create.js'
import {
  isPasswordNeeded,
  NEEDED_FIELDS,
  PROFILE_FIELDS,
  profileFields,
  type Texts,
} from './fields.js'
import type { Terminal } from './terminal.js'

/** What is known of the superuser. */
export interface Answers {
  texts: Texts
  /** Null for none. */
  password: string | null
}

/**
 * Looks at what is given, before anything is opened or asked.
 *
 * @param canAsk whether someone can be asked for what is missing
 * @throws StartError with a line for each value that is wrong, and one for all that are missing
 */
export function checkGiven({ texts, password }: Answers, canAsk: boolean): void {
  const missing = [
    ...missingFields(texts).map((name) => `--${name}`),
    ...(password === null && isPasswordNeeded ? ['SUPERUSER_PASSWORD'] : []),
  ]
  const advice = 'give them, or run the command in a terminal without --no-input'
  const { errors } = cleanFields(profileFields, texts)
  const lines = [
    ...linesOf(errors, texts),
    ...(missing.length > 0 && !canAsk ? [`Missing: ${missing.join(', ')}; ${advice}`] : []),
  ]
  if (lines.length > 0) throw new StartError(lines)
}

/**
 * Checks what is given against the database, and asks for the rest.
 *
 * @param terminal null where no one can be asked; then nothing is missing
 * @throws StartError with a line for each value that is wrong
 * @throws Interrupted
 */
export async function complete(
  app: App,
  { texts, password }: Answers,
  terminal: Terminal | null,
): Promise<Answers> {
  const lines = [
    ...linesOf(await profileProblems(app, texts), texts),
    ...(await givenPasswordLines(app, texts, password)),
  ]
  if (lines.length > 0) throw new StartError(lines)
  if (!terminal) return { texts, password }
  const all = { ...texts }
  for (const name of missingFields(texts)) await askFor(name, all, { app, terminal })
  // Not before: it must not resemble them.
  const lateLines = await givenPasswordLines(app, all, password)
  if (lateLines.length > 0) throw new StartError(lateLines)
  return { texts: all, password: password ?? (await askForPassword(app, all, terminal)) }
}

/** The problems of values that are given, as lines. */
export function linesOf(errors: FormErrors, texts: Texts): string[] {
  return PROFILE_FIELDS.filter((name) => texts[name] !== undefined).flatMap((name) =>
    (errors[name] ?? []).map(({ message }) => `--${name}: ${message}`),
  )
}

function missingFields(texts: Texts) {
  return NEEDED_FIELDS.filter((name) => texts[name] === undefined)
}

async function givenPasswordLines(
  app: App,
  texts: Texts,
  password: string | null,
): Promise<string[]> {
  if (password === null) return []
  const found = await passwordProblems(app, texts, [password, password])
  return found.map((message) => `SUPERUSER_PASSWORD: ${message}`)
}

interface Conversation {
  app: App
  terminal: Terminal
}

/** Asks until the answer is fine, and adds it to the texts. */
async function askFor(
  name: keyof Texts,
  texts: Texts,
  { app, terminal }: Conversation,
): Promise<void> {
  for (;;) {
    texts[name] = await terminal.ask(`${name}: `)
    const found = (await profileProblems(app, texts))[name] ?? []
    if (found.length === 0) return
    for (const { message } of found) terminal.say(message)
  }
}

const PASSWORD_QUESTION = isPasswordNeeded ? 'password: ' : 'password (or none yet): '

async function askForPassword(app: App, texts: Texts, terminal: Terminal): Promise<string | null> {
  for (;;) {
    const first = await terminal.askSecretly(PASSWORD_QUESTION)
    if (first === '' && !isPasswordNeeded) return null
    const second = await terminal.askSecretly('password again: ')
    const found = await passwordProblems(app, texts, [first, second])
    if (found.length === 0) return second
    for (const message of found) terminal.say(message)
  }
}

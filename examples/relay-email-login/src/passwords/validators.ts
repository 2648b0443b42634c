import type { FieldProblem } from '../errors/form-error.js'
import { readTextFile } from '../process/project-files.js'
import type { Settings } from '../settings/settings.js'
import type { Passwords } from './hashing.js'

/**
 * Python's `str.isdigit`: decimal digits of any script, and digits that are superscript, in
 * brackets, followed by a full stop and the like (Unicode Numeric_Type=Digit).
 */
const DIGITS = new RegExp(
  String.raw`^[\p{Nd}²³¹\u1369-\u1371\u19DA\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468` +
    String.raw`\u2474-\u247C\u2488-\u2490\u24EA\u24F5-\u24FD\u24FF\u2776-\u277E\u2780-\u2788` +
    String.raw`\u278A-\u2792\u{10A40}-\u{10A43}\u{10E60}-\u{10E68}\u{11052}-\u{1105A}` +
    String.raw`\u{1F100}-\u{1F10A}]+$`,
  'u',
)

/** Something that is known of the owner of a password. */
export interface PersonalDatum {
  value: string
  /** As in "The password is too similar to the email address." */
  label: string
}

/** The rules for new passwords. */
export interface PasswordRules {
  settings: Settings['GRAPHQL_AUTH']['PASSWORD_VALIDATORS']
  /** Passwords that are too common to be chosen, in lower case. */
  commonPasswords: ReadonlySet<string>
  passwords: Pick<Passwords, 'canHash' | 'maxBytes'>
}

/**
 * What is wrong with a new password: similar, short, common, numeric, in this order, as far as
 * PASSWORD_VALIDATORS asks for it (S40).
 *
 * @param personal what it is compared with; of several that are similar the first is reported
 */
export function passwordProblems(
  password: string,
  personal: PersonalDatum[],
  { settings, commonPasswords, passwords }: PasswordRules,
): FieldProblem[] {
  if (!passwords.canHash(password)) return [tooLong(passwords.maxBytes)]
  const { similarity, minLength, common, numeric } = settings
  const problems = [
    similarity && similarTo(personal.find(({ value }) => isSimilar(password, value))),
    [...password].length < minLength && tooShort(minLength),
    common && commonPasswords.has(password.toLowerCase().trim()) && tooCommon,
    numeric && DIGITS.test(password) && entirelyNumeric,
  ]
  return problems.filter((problem) => problem !== false)
}

function similarTo(datum: PersonalDatum | undefined): FieldProblem | false {
  if (!datum) return false
  return {
    message: `The password is too similar to the ${datum.label}.`,
    code: 'password_too_similar',
  }
}

function tooShort(minLength: number): FieldProblem {
  const characters = minLength === 1 ? 'character' : 'characters'
  return {
    message: `This password is too short. It must contain at least ${minLength} ${characters}.`,
    code: 'password_too_short',
  }
}

const tooCommon: FieldProblem = {
  message: 'This password is too common.',
  code: 'password_too_common',
}

const entirelyNumeric: FieldProblem = {
  message: 'This password is entirely numeric.',
  code: 'password_entirely_numeric',
}

/** Refused rather than cut (S41). */
function tooLong(maxBytes: number): FieldProblem {
  return {
    message: `This password is too long. It must contain at most ${maxBytes} bytes.`,
    code: 'password_too_long',
  }
}

/** Someone has chosen it before, and lost it: see breached-passwords.ts. */
export const breachedPassword: FieldProblem = {
  message: 'This password is known from a data breach.',
  code: 'password_breached',
}

/**
 * Passwords that are too common to be chosen.
 *
 * @param file a text file with one password per line, in lower case
 * @throws StartError when it cannot be read
 */
export function loadCommonPasswords(file: string): ReadonlySet<string> {
  const lines = readTextFile(file, 'The common passwords').split('\n')
  return new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))
}

const MAX_SIMILARITY = 0.7

/** Python's `\W+`: what separates the words of a text. */
const NOT_WORD = /[^\p{L}\p{N}_]+/u

/**
 * Whether a password is too much like something that is known of its owner, or like a word of it.
 * The same answers as Django's UserAttributeSimilarityValidator.
 */
function isSimilar(password: string, value: string): boolean {
  if (value === '') return false
  const lower = value.toLowerCase()
  const characters = [...password.toLowerCase()]
  return [...lower.split(NOT_WORD), lower].some(
    (part) => ratio(characters, [...part]) >= MAX_SIMILARITY,
  )
}

/** The share of characters that both have, in any order: Python's SequenceMatcher.quick_ratio. */
function ratio(a: string[], b: string[]): number {
  const left = new Map<string, number>()
  for (const character of b) left.set(character, (left.get(character) ?? 0) + 1)
  let matches = 0
  for (const character of a) {
    const count = left.get(character) ?? 0
    if (count > 0) matches += 1
    left.set(character, count - 1)
  }
  return (2 * matches) / (a.length + b.length)
}

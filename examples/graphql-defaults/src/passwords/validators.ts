import type { FieldProblem } from '../forms/errors.js'
import { isHashable, MAX_PASSWORD_BYTES } from './bcrypt.js'
import { isSimilar } from './similarity.js'

const MIN_LENGTH = 8

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

/**
 * What is wrong with a new password: similar, short, common, numeric, in this order.
 *
 * @param personal what it is compared with; of several that are similar the first is reported
 * @param common passwords that nobody may choose, in lower case
 */
export function passwordProblems(
  password: string,
  personal: PersonalDatum[],
  common: ReadonlySet<string>,
): FieldProblem[] {
  if (!isHashable(password)) return [tooLong]
  const problems = [
    similarTo(personal.find(({ value }) => isSimilar(password, value))),
    [...password].length < MIN_LENGTH && tooShort,
    common.has(password.toLowerCase().trim()) && tooCommon,
    DIGITS.test(password) && entirelyNumeric,
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

const tooShort: FieldProblem = {
  message: `This password is too short. It must contain at least ${MIN_LENGTH} characters.`,
  code: 'password_too_short',
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
const tooLong: FieldProblem = {
  message: `This password is too long. It must contain at most ${MAX_PASSWORD_BYTES} bytes.`,
  code: 'password_too_long',
}

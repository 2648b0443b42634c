import fc from 'fast-check'

/** What a user does to a file; `file` and `at` choose a place, wherever there is one. */
export interface Edit<What extends string> {
  what: What
  file: number
  at: number
}

/** Random edits, up to a dozen. @param kinds those that should be frequent more than once */
export function edits<What extends string>(...kinds: What[]): fc.Arbitrary<Edit<What>[]> {
  const edit = fc.record({
    what: fc.constantFrom(...kinds),
    file: fc.nat(10_000),
    at: fc.nat(10_000),
  })
  return fc.array(edit, { maxLength: 12 })
}

/** Edits of a text; `line` is one that occurs nowhere else. */
export const TEXT_EDITS = {
  insert: (text: string, at: number, line: string) => spliced(text, at, 0, [line]),
  replace: (text: string, at: number, line: string) => spliced(text, at, 1, [line]),
  'delete line': (text: string, at: number) => spliced(text, at, 1, []),
  'line endings': (text: string) => text.replace(/\r?\n/g, '\r\n'),
  'add at the end': (text: string, _: number, line: string) => `${text}${line}\n`,
  'no newline at the end': (text: string, _: number, line: string) => text + line,
  script: (text: string, _: number, line: string) =>
    text.replace(/"scripts": \{/, `"scripts": {\n    "${line}": "",`),
}

function spliced(text: string, at: number, count: number, added: string[]): string {
  const lines = text.split('\n')
  return lines.toSpliced(at % lines.length, count, ...added).join('\n')
}

/** The n-th line of a user. */
export function userLine(count: number): string {
  return `// user ${count}.`
}

/** The lines of users in a text. */
export function userLinesIn(text: string): string[] {
  return text.match(/\/\/ user \d+\.|@user\/n\d+\.x/g) ?? []
}

/** The n-th package of a user: JSON has no comments, so its name stands for the line. */
export function packageMark(count: number): string {
  return `@user/n${count}.x`
}

/** Files in which users write: large ones would make the tests slow and prove nothing more. */
export function isEditable(path: string): boolean {
  return !/common-passwords|schema\.json$/.test(path)
}

/** How to decide a conflict. */
export type Side = 'yours' | 'theirs' | 'both'

/** A text in which every conflict is decided. */
export function resolved(text: string, side: Side): string {
  return text.replace(
    /^<{7} yours\r?\n(.*?)^={7}\r?\n(.*?)^>{7} regenerated(\r?\n|$)/gms,
    (_, yours: string, theirs: string) =>
      (side === 'theirs' ? '' : yours) + (side === 'yours' ? '' : theirs),
  )
}

import { QUESTIONS, type Question } from './questions.js'
import { MODES } from './run-options.js'

/** The options of create as the table in the README: one row a question or mode. */
export function optionsTable(): string {
  const rows = [
    ...QUESTIONS.map((question) => row(question.flag, question.help, defaultText(question))),
    ...MODES.map(({ flag, help }) => row(flag, help, '')),
  ]
  return ['| option | what it says | default |', '|---|---|---|', ...rows, ''].join('\n')
}

/** The options of another command, as the table in the README. */
export function commandTable(options: readonly { flag: string; help: string }[]): string {
  const rows = options.map(({ flag, help }) => `| \`${flag}\` | ${help} |`)
  return ['| option | what it says |', '|---|---|', ...rows, ''].join('\n')
}

function row(flag: string, help: string, usual: string): string {
  return `| \`${flag}\` | ${help} | ${usual} |`
}

/** What a question is answered with when nobody answers, for help and README. */
export function defaultText(question: Question): string {
  if (question.kind === 'switch') return ''
  if (question.kind === 'list') return 'none'
  return typeof question.default === 'string' ? question.default : 'the one that runs this'
}

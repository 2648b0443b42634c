import { RUN_OPTIONS } from '../../src/cli/create/create-options.js'
import { defaultText, QUESTIONS } from '../../src/cli/create/questions.js'

/** The options of create as the table in the README: one row per question or run option. */
export function optionsTable(): string {
  const rows = [
    ...QUESTIONS.map((question) => row(question.flag, question.help, defaultText(question))),
    ...RUN_OPTIONS.map(({ flag, help }) => row(flag, help, '')),
  ]
  return ['| option | meaning | default |', '|---|---|---|', ...rows, ''].join('\n')
}

/** The options of another command, as the table in the README. */
export function commandTable(options: readonly { flag: string; help: string }[]): string {
  const rows = options.map(({ flag, help }) => `| \`${flag}\` | ${help} |`)
  return ['| option | meaning |', '|---|---|', ...rows, ''].join('\n')
}

function row(flag: string, help: string, usual: string): string {
  return `| \`${flag}\` | ${help} | ${usual} |`
}

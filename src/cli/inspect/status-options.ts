/** The options of `status` as commander reads them from the command line. */
export interface StatusOptions {
  check?: boolean
  json?: boolean
}

/** One row is a flag of `status`, its line of help and its row in the README. */
export const STATUS_OPTIONS = [
  { flag: '--check', help: 'exit with 5 when regenerate would change something' },
  { flag: '--json', help: 'print only JSON on stdout' },
] as const

/** The options of create that are no questions: how the run goes, and where answers come from. */
export interface Modes {
  settings?: string
  yes: boolean
  dryRun: boolean
  json: boolean
}

/** Flag and help of each mode. */
export const MODES = [
  {
    flag: '--settings <file>',
    help: 'take every answer from a graphql-auth.json; a flag still wins',
  },
  { flag: '-y, --yes', help: 'defaults for what is not given; ask nothing' },
  { flag: '--dry-run', help: 'print what would be written; write nothing' },
  { flag: '--json', help: 'print the plan or the result as JSON, and nothing else, on stdout' },
] as const

import { parseArgs } from 'node:util'

export const USAGE = `Usage: npm run bench:start -- [options]

Measures how long it takes from nothing to a server, with an empty HOME and an empty npm cache: from a
clone to the demo, the demo once more, and from create with install to the first answered query.

  --rounds N          how often (default 3)
  --against REF       another commit of this repository, measured in turn
  --node DIR          the folder of another node, put first on the PATH
  --env NAME=VALUE    another variable for all that is started (repeatable), like
                      npm_config_nodedir=/usr where a commit compiles`

/**
 * The command line as it was meant.
 *
 * @param {string[]} args
 * @returns {{ help: boolean, rounds: number, against: string | null, node: string | null, env: Record<string, string> }}
 * @throws Error whose message is one line about what is wrong
 */
export function readOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      rounds: { type: 'string', default: '3' },
      against: { type: 'string' },
      node: { type: 'string' },
      env: { type: 'string', multiple: true, default: [] },
    },
  })
  if (!/^[1-9]\d{0,2}$/.test(values.rounds)) {
    throw new Error(`--rounds: "${values.rounds}" is not a number from 1 to 999`)
  }
  return {
    help: values.help,
    rounds: Number(values.rounds),
    against: values.against ?? null,
    node: values.node ?? null,
    env: Object.fromEntries(values.env.map(variable)),
  }
}

/** @param {string} text @returns {[name: string, value: string]} */
function variable(text) {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? []
  if (name === undefined || value === undefined) {
    throw new Error(`--env: "${text}" is not NAME=VALUE`)
  }
  return [name, value]
}

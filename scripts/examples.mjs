// `npm run examples`: brings the projects in examples/ up to date with the blueprints, and makes those
// that are not there yet. With --check it only says whether one is not up to date, and exits 5 then.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../bin/create-graphql-auth.js', import.meta.url))
const root = fileURLToPath(new URL('..', import.meta.url))

/** Name -> the flags that make it. From then on its graphql-auth.json says what it is. */
const EXAMPLES = {
  'graphql-defaults': [],
  'relay-email-login': [
    '--flavor=relay',
    '--username-field=email',
    '--register-field=phone:String:optional',
  ],
}

for (const [name, flags] of Object.entries(EXAMPLES)) {
  const directory = `examples/${name}`
  if (process.argv.includes('--check')) run('status', '--check', directory)
  else if (existsSync(`${root}/${directory}`)) run('regenerate', '--allow-dirty', directory)
  else run(directory, '--yes', '--package-manager=npm', '--no-git', '--no-install', ...flags)
}

/** Runs the program; a failure ends the script with its exit code. */
function run(...args) {
  const { status } = spawnSync(process.execPath, [bin, ...args], { stdio: 'inherit', cwd: root })
  if (status !== 0) process.exit(status ?? 1)
}

// `npm run dev`: renders .dev/my-app, runs its server, and renders again whenever blueprints/ or src/
// change, until Ctrl-C. Arguments are options of `create`. The program runs from src, so that nothing has
// to be built, and nothing is installed: the packages of this repository are in the folder above.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  markAsOwn,
  npm,
  requireOwn,
  requirePackages,
  requirePort,
  root,
  serve,
  step,
} from '../project-server.mjs'
import { bringUpToDate } from './up-to-date.mjs'
import { watchFolders } from './watch.mjs'

/** How long nothing must change before it is rendered again, in milliseconds. */
const QUIET = 100

const project = join(root, '.dev/my-app')
const next = join(root, '.dev/next')
const program = ['--import', 'tsx', 'scripts/dev/program.mjs']
const choices = ['--yes', '--package-manager', 'npm', '--no-git', '--no-install']
const options = [...choices, ...process.argv.slice(2)]

requirePackages()
requireOwn('.dev', 'dev')
await requirePort()
rmSync(join(root, '.dev'), { recursive: true, force: true })
mkdirSync(join(root, '.dev'))
markAsOwn('.dev', 'dev')
await step('Rendering .dev/my-app', root, ...program, '.dev/my-app', ...options)
await step('Migrating', project, npm(), 'run', '--silent', 'migrate')
const fixtures = 'fixtures/users.json'
await step(`Loading ${fixtures}`, project, npm(), 'run', '--silent', 'loaddata', '--', fixtures)

console.log('Starting the server ...')
let rendering = null
const stopWatching = watchFolders([join(root, 'blueprints'), join(root, 'src')], QUIET, () => {
  rendering = Promise.resolve(rendering).then(renderAgain)
})
const code = await serve(project)
stopWatching()
await rendering
process.exit(code)

/** Renders what is there now; what is wrong with it is one line, and the server goes on. */
async function renderAgain() {
  rmSync(next, { recursive: true, force: true })
  const child = spawn(process.execPath, [...program, '.dev/next', ...options], {
    ...{ cwd: root, stdio: ['ignore', 'ignore', 'pipe'] },
  })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += chunk
  })
  const [status] = await once(child, 'close')
  // Ctrl-C has ended it.
  if (status === null || status === 130) return
  if (status !== 0) return console.error(said.trim().replace(/\s*\n\s*/g, ' '))
  const { changed, hasOtherTables } = bringUpToDate(project, next)
  if (changed.length > 0) console.log(`Rendered again: ${changed.join(', ')}`)
  if (hasOtherTables) console.log('The tables are others now: start npm run dev again')
}

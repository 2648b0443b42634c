// `npm run bench:start`: measures from nothing to a server, as USAGE in options.mjs says. What is measured
// are commits: a clone has nothing else.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readOptions, USAGE } from './options.mjs'
import { killAll, timeRun, timeServer } from './processes.mjs'
import { lineOf, orderOf, ratios } from './statistics.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const options = readOptionsOrEnd()
const folder = mkdtempSync(join(tmpdir(), 'bench-start-'))
process.on('exit', cleanUp)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130))

/** What npm needs to reach the registry that it is set to here, and what was asked for. */
const shared = {
  ...pick(process.env, /^(NODE_EXTRA_CA_CERTS|(https?|no)_proxy)$/i),
  PATH: [...(options.node === null ? [] : [options.node]), process.env.PATH].join(delimiter),
  npm_config_registry: execFileSync('npm', ['config', 'get', 'registry'], {
    ...{ encoding: 'utf8', cwd: folder },
  }).trim(),
  ...options.env,
}

const MEASURES = [
  ['from a clone to the demo', measureClone],
  ['the demo again', measureDemoAgain],
  ['from create to a query', measureCreate],
]

const sides = [side('HEAD'), ...(options.against === null ? [] : [side(options.against)])]
for (let round = 0; round < options.rounds; round++) {
  for (const measured of orderOf(sides, round)) await measure(measured, round)
}
summarize()
process.exit(sides.some(({ hasFailed }) => hasFailed) ? 1 : 0)

function readOptionsOrEnd() {
  try {
    const read = readOptions(process.argv.slice(2))
    if (!read.help) return read
    console.log(USAGE)
    process.exit(0)
  } catch (error) {
    console.error(`error: ${error.message}`)
    process.exit(2)
  }
}

/** A commit with the seconds that it took: a list for each measure, with one of each round. */
function side(ref) {
  const name = `${ref}^{commit}`
  try {
    const stdio = ['ignore', 'pipe', 'ignore']
    const output = execFileSync('git', ['rev-parse', '--verify', name], { cwd: root, stdio })
    const seconds = new Map(MEASURES.map(([title]) => [title, []]))
    return { ref, commit: String(output).trim(), seconds, hasFailed: false }
  } catch {
    console.error(`error: --against: "${ref}" is not a commit of this repository`)
    process.exit(2)
  }
}

/** One round of one side, in folders that are removed afterwards. A side that fails is left out then. */
async function measure(measured, round) {
  if (measured.hasFailed) return
  const place = join(folder, `${round}-${sides.indexOf(measured)}`)
  mkdirSync(place)
  console.log(`Round ${round + 1}, ${measured.ref} (${measured.commit.slice(0, 8)}):`)
  for (const [title, work] of MEASURES) {
    try {
      const steps = await work(measured.commit, place)
      const total = steps.reduce((sum, [, seconds]) => sum + seconds, 0)
      const parts = steps.map(([name, seconds]) => `${name} ${seconds.toFixed(1)}`).join(', ')
      console.log(`  ${title}: ${total.toFixed(1)} s (${parts})`)
      measured.seconds.get(title)[round] = total
    } catch (error) {
      console.log(
        `  ${title}: FAILED, ${measured.ref} is left out from here on\n    ${error.message}`,
      )
      measured.hasFailed = true
      break
    }
  }
  rmSync(place, { recursive: true, force: true })
}

async function measureClone(commit, place) {
  const env = emptyHome(place, 'demo')
  const cwd = join(place, 'clone')
  const cloned = await timeRun(['git', 'clone', '--quiet', root, cwd], { cwd: place, env })
  const checkedOut = await timeRun(['git', 'checkout', '--quiet', commit], { cwd, env })
  const installed = await timeRun(['npm', 'ci'], { cwd, env })
  return [
    ['git clone', cloned + checkedOut],
    ['npm ci', installed],
    ['npm run demo', await timeDemo(cwd, env)],
  ]
}

async function measureDemoAgain(_, place) {
  return [['npm run demo', await timeDemo(join(place, 'clone'), emptyHome(place, 'demo'))]]
}

async function timeDemo(cwd, env) {
  const port = await freePort()
  const where = { cwd, env: { ...env, PORT: String(port) } }
  return await timeServer(['npm', 'run', 'demo'], where, () => ok(port, '/health'))
}

/** The program comes from its tarball, installed before the clock runs and with another cache. */
async function measureCreate(_, place) {
  const before = { cwd: join(place, 'clone'), env: emptyHome(place, 'pack') }
  await timeRun(['npm', 'pack', '--pack-destination', place], before)
  const tarball = join(
    place,
    readdirSync(place).find((name) => name.endsWith('.tgz')),
  )
  const tool = join(place, 'tool')
  await timeRun(['npm', 'install', '--prefix', tool, tarball], { ...before, cwd: place })

  const where = { cwd: place, env: emptyHome(place, 'create') }
  const bin = join(tool, 'node_modules/.bin/create-graphql-auth')
  const args = ['app', '--yes', '--package-manager', 'npm', '--no-git']
  const created = await timeRun([bin, ...args], where)
  const cwd = join(place, 'app')
  const script = (...words) => timeRun(['npm', 'run', ...words], { ...where, cwd })
  const migrated = await script('migrate')
  const loaded = await script('loaddata', '--', 'fixtures/users.json')
  const port = await freePort()
  const env = { ...where.env, PORT: String(port) }
  const query = () => ok(port, '/graphql?query={__typename}')
  return [
    ['create', created],
    ['migrate', migrated],
    ['loaddata', loaded],
    ['dev', await timeServer(['npm', 'run', 'dev'], { cwd, env }, query)],
  ]
}

/** Nothing that an earlier run has left is found: no cache of npm, and none of tsx. */
function emptyHome(place, name) {
  const home = join(place, `home-${name}`)
  mkdirSync(join(home, 'tmp'), { recursive: true })
  return { ...shared, HOME: home, TMPDIR: join(home, 'tmp') }
}

async function ok(port, path) {
  try {
    return (await fetch(`http://127.0.0.1:${port}${path}`)).ok
  } catch {
    return false
  }
}

async function freePort() {
  const server = createServer()
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

function summarize() {
  const [ours, theirs] = sides
  console.log(`\n  ${''.padEnd(28)}    min median    max`)
  for (const [title] of MEASURES) {
    console.log(title)
    for (const { ref, seconds } of sides) {
      console.log(lineOf(ref, seconds.get(title).filter(Number.isFinite), 's'))
    }
    if (theirs === undefined) continue
    const values = ratios(ours.seconds.get(title), theirs.seconds.get(title))
    console.log(lineOf(`${ours.ref} / ${theirs.ref}`, values, ''))
  }
}

function pick(env, name) {
  return Object.fromEntries(Object.entries(env).filter(([key]) => name.test(key)))
}

function cleanUp() {
  killAll()
  rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
}

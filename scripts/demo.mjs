// `npm run demo`: renders demo/ with all defaults, installs and prepares it, and runs its server until
// Ctrl-C. PORT moves the server from 8000.
import { spawn } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const demo = fileURLToPath(new URL('../demo', import.meta.url))
const marker = fileURLToPath(new URL('../demo/.made-by-npm-run-demo', import.meta.url))
const bin = fileURLToPath(new URL('../bin/create-graphql-auth.js', import.meta.url))

removeFormerDemo()
await run(root, process.execPath, [
  bin,
  'demo',
  '--yes',
  '--package-manager',
  'npm',
  '--no-git',
  '--no-install',
])
writeFileSync(marker, 'npm run demo removes this directory before it makes it again.\n')
await npm('install', '--no-audit', '--no-fund')
await npm('run', 'migrate')
await npm('run', 'loaddata', '--', 'fixtures/users.json')
console.log('\nThe server of demo/ starts; Ctrl-C stops it.')
await npm('run', 'dev')

/** Only what a former run made is removed. */
function removeFormerDemo() {
  if (!existsSync(demo)) return
  if (!existsSync(marker)) {
    console.error('error: demo/ was not made by npm run demo; move it away first')
    process.exit(1)
  }
  rmSync(demo, { recursive: true })
}

/** The npm that runs this script, wherever it lies. */
function npm(...args) {
  const script = process.env.npm_execpath
  return script ? run(demo, process.execPath, [script, ...args]) : run(demo, 'npm', args)
}

/** Runs a command to its end; a failure ends the demo with its exit code. */
async function run(cwd, command, args) {
  const child = spawn(command, args, { cwd, stdio: 'inherit' })
  const pass = (signal) => child.kill(signal)
  process.on('SIGTERM', pass)
  // A terminal sends Ctrl-C to the child as well; here it only must not end the demo first.
  const wait = () => {}
  process.on('SIGINT', wait)
  const [code, signal] = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (...result) => resolve(result))
  })
  process.off('SIGTERM', pass)
  process.off('SIGINT', wait)
  if (code !== 0) process.exit(signal === null ? code : 130)
}

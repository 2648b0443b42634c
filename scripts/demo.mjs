// `npm run demo`: renders demo/ with all defaults, prepares it, and runs its server until Ctrl-C. It
// installs nothing: Node.js and npm find the packages of this repository in the folder above. HOST and
// PORT move the server from 127.0.0.1:8000.
import { rmSync } from 'node:fs'
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
} from './project-server.mjs'

const demo = join(root, 'demo')

requirePackages()
requireOwn('demo', 'demo')
await requirePort()

// dist/ holds what was compiled last time, so that only what has changed since is compiled again.
const compile = [
  '-p',
  'tsconfig.build.json',
  '--incremental',
  '--tsBuildInfoFile',
  'dist/.tsbuildinfo',
]
await step('Building', root, 'node_modules/typescript/bin/tsc', ...compile)
rmSync(demo, { recursive: true, force: true })
const choices = ['--yes', '--package-manager', 'npm', '--no-git', '--no-install']
await step('Rendering demo/', root, 'bin/create-graphql-auth.js', 'demo', ...choices)
markAsOwn('demo', 'demo')
await step('Migrating', demo, npm(), 'run', '--silent', 'migrate')
const fixtures = 'fixtures/users.json'
await step(`Loading ${fixtures}`, demo, npm(), 'run', '--silent', 'loaddata', '--', fixtures)
console.log('Starting the server ...')
process.exit(await serve(demo))

// Makes what is in test/fixtures/former-project/base: see the README there.
//
//   node scripts/former-project.mjs GENERATOR DIRECTORY
//
// GENERATOR is a checkout of the earlier version, installed and built; the four projects are left in
// DIRECTORY, which must not be there yet, as that version made them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const [generator, directory] = process.argv.slice(2).map((path) => resolve(path))
const here = fileURLToPath(new URL('../test/fixtures/former-project', import.meta.url))

/** Migrations have the time in their names: that of the same run is the same in every project. */
const CREATED = 1_790_000_000_000
const CHANGED = 1_790_000_600_000
const SETTINGS = { USER_FIELDS: { phone: { type: 'String', nullable: true } } }

const bases = new Map()
for (const flavor of ['graphql', 'relay']) {
  for (const database of ['sqlite', 'postgres']) {
    bases.set(`${flavor}-${database}`, make(flavor, database))
  }
}

const every = bases.get('graphql-sqlite')
const relay = patch(every, bases.get('relay-sqlite'))
const postgres = patch(every, bases.get('graphql-postgres'))
const both = apply(apply(every, relay), postgres)
const rest = patch(both, bases.get('relay-postgres'))
for (const [name, content] of Object.entries({ every, relay, postgres, 'relay-postgres': rest })) {
  writeFileSync(join(here, `base/${name}.json`), `${JSON.stringify(content, null, 2)}\n`)
}

/** Creates a project, adds a field, and regenerates. @returns its base */
function make(flavor, database) {
  const parent = join(directory, `${flavor}-${database}`)
  const project = join(parent, 'my-app')
  mkdirSync(parent, { recursive: true })
  const flags = ['--yes', '--no-install', '--no-git', '--package-manager', 'npm']
  run(CREATED, parent, 'my-app', ...flags, '--flavor', flavor, '--database', database)
  const file = join(project, 'graphql-auth.json')
  const settings = { ...JSON.parse(readFileSync(file, 'utf8')), ...SETTINGS }
  writeFileSync(file, `${JSON.stringify(settings, null, 2)}\n`)
  run(CHANGED, project, 'regenerate')
  return JSON.parse(readFileSync(join(project, '.graphql-auth/base.json'), 'utf8'))
}

/** Runs the earlier version at a certain time. */
function run(now, cwd, ...args) {
  const clock = `globalThis.Date = class extends Date {
    constructor(...args) { super(...(args.length > 0 ? args : [${now}])) }
    static now() { return ${now} }
  }`
  const bin = join(generator, 'bin/create-graphql-auth.js')
  const flags = ['--import', `data:text/javascript,${encodeURIComponent(clock)}`, bin]
  execFileSync(process.execPath, [...flags, ...args], { cwd, stdio: 'ignore' })
}

/** What makes one value of another, as a JSON Merge Patch (RFC 7396). */
function patch(before, after) {
  if (!isObject(before) || !isObject(after)) return after
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort()
  const changed = keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]))
  return Object.fromEntries(
    changed.map((key) => [key, key in after ? patch(before[key], after[key]) : null]),
  )
}

function apply(target, change) {
  if (!isObject(change)) return change
  const result = { ...target }
  for (const [key, value] of Object.entries(change)) {
    if (value === null) delete result[key]
    else result[key] = apply(result[key], value)
  }
  return result
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

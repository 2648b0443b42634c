// What `npm run demo` and `npm run dev` share: the steps from nothing to the server of a rendered project.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { missingPackages } from './packages.mjs'

/** The directory of this repository. */
export const root = fileURLToPath(new URL('..', import.meta.url))

const began = performance.now()
let isInterrupted = false

/** The packages of a rendered project are development dependencies of this repository. */
export function requirePackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const machine = { os: process.platform, cpu: process.arch, libc: libc() }
  const isThere = (folder) => existsSync(join(root, folder, 'package.json'))
  const missing = missingPackages(lock, machine, isThere)
  if (missing.length === 0) return
  const named = missing.slice(0, 3).join(', ')
  const others = missing.length > 3 ? ` and ${missing.length - 3} more` : ''
  fail(`node_modules lacks ${named}${others}: run npm ci`)
}

function libc() {
  if (process.platform !== 'linux') return ''
  return process.report.getReport().header.glibcVersionRuntime === undefined ? 'musl' : 'glibc'
}

/**
 * Removes what a former run of a script has made, and nothing else.
 *
 * @param script as in `npm run demo`
 */
export function requireOwn(folder, script) {
  const path = join(root, folder)
  if (existsSync(path) && !existsSync(join(path, marker(script)))) {
    fail(`${folder}/ was not made by npm run ${script}; move it away first`)
  }
}

/** Says that the script may remove the folder. */
export function markAsOwn(folder, script) {
  const text = `npm run ${script} removes this directory before it makes it again.\n`
  writeFileSync(join(root, folder, marker(script)), text)
}

function marker(script) {
  return `.made-by-npm-run-${script}`
}

/** Another server, like one that still runs, would lose its files, or answer in our place. */
export async function requirePort() {
  const { HOST: host = '127.0.0.1', PORT: port = '8000' } = process.env
  // Anything else but a port is for the server to judge.
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return
  const server = createServer().listen(Number(port), host)
  try {
    await once(server, 'listening')
  } catch (error) {
    if (error.code === 'EADDRINUSE') {
      fail(`port ${port} is in use: stop what listens there, or choose another, like PORT=8001`)
    }
  }
  server.close()
}

/** The npm that runs the script, wherever it lies. */
export function npm() {
  return process.env.npm_execpath ?? 'npm'
}

/** Runs a command to its end. What it prints is shown when it fails, which ends the script. */
export async function step(title, cwd, ...command) {
  process.stdout.write(`${title} ... `)
  const before = performance.now()
  const child = start(cwd, command, { stdio: ['ignore', 'pipe', 'pipe'] })
  let printed = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      printed += chunk
    })
  }
  const code = await ended(child)
  if (code === 0) return console.log(secondsSince(before))
  console.log(isInterrupted ? 'interrupted' : 'failed')
  if (isInterrupted) process.exit(130)
  process.stderr.write(printed)
  fail(`"${title}" ended with exit code ${code}`, code)
}

/**
 * Runs the server of a project until it ends, and says what to try as soon as it answers.
 *
 * @returns its exit code, 130 for a signal
 */
export async function serve(cwd) {
  const hasColors = process.stdout.isTTY && !process.env.NO_COLOR
  const env = hasColors ? { FORCE_COLOR: '1', ...process.env } : process.env
  const child = start(cwd, [npm(), 'run', '--silent', 'dev'], {
    ...{ stdio: ['inherit', 'pipe', 'inherit'], env },
  })
  let printed = ''
  child.stdout.on('data', function seekAddress(chunk) {
    printed += chunk
    const [, address] = /Listening on (\S+)\s/.exec(stripVTControlCharacters(printed)) ?? []
    if (address === undefined) return
    child.stdout.off('data', seekAddress)
    void whenAnswering(child, address)
  })
  child.stdout.pipe(process.stdout, { end: false })
  return await ended(child)
}

/** The server may listen everywhere, or at a socket, which browsers cannot open. */
async function whenAnswering(child, listening) {
  const address = listening.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
  if (!URL.canParse(address)) return
  while (child.exitCode === null && !(await isHealthy(address))) await delay(100)
  if (child.exitCode === null) console.log(whatToTry(address))
}

async function isHealthy(address) {
  try {
    return (await fetch(new URL('/health', address))).ok
  } catch {
    return false
  }
}

function whatToTry(address) {
  const login = 'mutation { tokenAuth(username: "user2", password: "123456") { success token } }'
  const mails = process.env.EMAIL_URL ? 'go where EMAIL_URL says' : 'are printed here'
  return `
The server answers after ${secondsSince(began)}. What to try next:
  GraphiQL  ${address}
  A login   ${login}
  Mails     ${mails}: register a user to see one
  Ctrl-C    stops the server
`
}

function start(cwd, [program, ...args], options) {
  // Scripts are run by this Node.js; an npm that no one has named is on the PATH.
  return program === 'npm'
    ? spawn(program, args, { cwd, ...options })
    : spawn(process.execPath, [program, ...args], { cwd, ...options })
}

/** @returns the exit code, 130 for a signal */
async function ended(child) {
  const pass = (signal) => child.kill(signal)
  process.on('SIGTERM', pass)
  // A terminal sends Ctrl-C to the child as well; here it only must not end the script first.
  const wait = () => {
    isInterrupted = true
  }
  process.on('SIGINT', wait)
  const [code] = await once(child, 'close').catch((error) => fail(error.message))
  process.off('SIGTERM', pass)
  process.off('SIGINT', wait)
  return code ?? 130
}

function secondsSince(before) {
  return `${((performance.now() - before) / 1000).toFixed(1)} s`
}

export function fail(line, code = 1) {
  console.error(`error: ${line}`)
  process.exit(code)
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'

/** In milliseconds. */
const LONGEST_STEP = 900_000
const LONGEST_STOP = 10_000

/** What has been started and runs, each as the leader of its process group. */
const running = new Set()

/** Ends all that is left, whole process groups, at once. */
export function killAll() {
  for (const child of running) kill(child, 'SIGKILL')
}

/** Starts a program in a process group of its own, and collects what it prints. */
function start([program, ...args], { cwd, env }) {
  const stdio = ['ignore', 'pipe', 'pipe']
  const child = spawn(program, args, { cwd, env, stdio, detached: true })
  running.add(child)
  const started = { child, printed: '', ended: null }
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      started.printed += chunk
    })
  }
  const ended = once(child, 'close').catch((error) => [error.message])
  started.ended = ended.then(([code, signal]) => {
    running.delete(child)
    return code === null ? `was ended by ${signal}` : `ended with ${code}`
  })
  return started
}

/**
 * Runs a program to its end.
 *
 * @returns the seconds that it took
 * @throws Error with its last lines, where it fails
 */
export async function timeRun(command, where) {
  const began = performance.now()
  const started = start(command, where)
  const timer = setTimeout(() => kill(started.child, 'SIGKILL'), LONGEST_STEP)
  const end = await started.ended
  clearTimeout(timer)
  if (started.child.exitCode !== 0) throw failure(command, end, started.printed)
  return secondsSince(began)
}

/**
 * Starts a server, waits until it answers, and stops it as Ctrl-C does.
 *
 * @param hasAnswered asks it once
 * @returns the seconds from its start to its first answer
 * @throws Error with its last lines, where it ends without one
 */
export async function timeServer(command, where, hasAnswered) {
  const began = performance.now()
  const started = start(command, where)
  while (!(await hasAnswered())) {
    const end = await Promise.race([started.ended, delay(50, null)])
    if (end !== null) throw failure(command, end, started.printed)
    if (secondsSince(began) * 1000 > LONGEST_STEP) {
      kill(started.child, 'SIGKILL')
      throw failure(command, 'does not answer', started.printed)
    }
  }
  const seconds = secondsSince(began)
  kill(started.child, 'SIGINT')
  await Promise.race([started.ended, delay(LONGEST_STOP, null, { ref: false })])
  // What the leader of the group has left behind would keep the port.
  kill(started.child, 'SIGKILL')
  await started.ended
  return seconds
}

function kill({ pid }, signal) {
  try {
    if (pid !== undefined) process.kill(-pid, signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function failure(command, end, printed) {
  const lines = printed.trimEnd().split('\n').slice(-8)
  return new Error([`${command.join(' ')} ${end}`, ...lines].join('\n    '))
}

function secondsSince(began) {
  return (performance.now() - began) / 1000
}

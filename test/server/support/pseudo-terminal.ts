import { spawn, spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import { onTestFinished } from 'vitest'

/** Whether script(1) of util-linux is there, which gives a program a real pseudo-terminal. */
export const hasTerminal =
  spawnSync('script', ['--version']).stdout?.includes('util-linux') ?? false

/** A program that runs on a pseudo-terminal. */
export interface Terminal {
  /** Waits until the text has been printed after all that was waited for before. */
  see(text: string): Promise<void>
  type(keys: string): void
  /** Sends a signal to the program itself. */
  kill(signal: NodeJS.Signals): void
  /** Waits for the end. */
  exitCode(): Promise<number | null>
  /** All that was printed, without control characters. */
  output(): string
  /** The same with them. */
  raw(): string
}

/**
 * Starts a program of Node.js on a pseudo-terminal.
 *
 * @param args of node
 * @param env all variables of the program
 */
export function openPseudoTerminal(
  args: readonly string[],
  { cwd, env }: { cwd: string; env: NodeJS.ProcessEnv },
): Terminal {
  const words = [process.execPath, ...args].map(quoted).join(' ')
  const command = `echo "pid $$"; exec ${words}`
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    cwd,
    env: { TERM: 'xterm', ...env },
  })
  onTestFinished(() => void child.kill())
  let raw = ''
  let printed = ''
  let seen = 0
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const check of waiting) check()
  }
  child.stdout.on('data', (chunk: Buffer) => {
    raw += chunk.toString()
    printed = stripVTControlCharacters(raw)
    wake()
  })
  const ended = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      wake()
      resolve(code)
    })
  })
  const see = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const check = () => {
        const at = printed.indexOf(text, seen)
        if (at === -1 && child.exitCode === null) return
        waiting.delete(check)
        seen = at + text.length
        if (at === -1) reject(new Error(`"${text}" was not printed, but:\n${printed}`))
        else resolve()
      }
      waiting.add(check)
      check()
    })
  return {
    see,
    type: (keys) => void child.stdin.write(keys),
    kill: (signal) => void process.kill(Number(/pid (\d+)/.exec(printed)?.[1]), signal),
    exitCode: () => ended,
    output: () => printed,
    raw: () => raw,
  }
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

import { spawn, spawnSync } from 'node:child_process'
import { stripVTControlCharacters } from 'node:util'
import xterm from '@xterm/headless'
import { inject, onTestFinished } from 'vitest'
import { cleanEnvironment, type RunOptions } from './run.js'

export const CTRL_C = '\u0003'
export const CTRL_A = '\u0001'
export const CTRL_K = '\u000B'
export const CTRL_U = '\u0015'
export const CTRL_W = '\u0017'
export const F5 = '\u001B[15~'
export const LEFT = '\u001B[D'
export const ENTER = '\r'
export const DOWN = '\u001B[B'

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
  /** Changes its width, as when someone drags the edge of its window, and waits until it is drawn again. */
  resize(columns: number): Promise<void>
  /** The lines that one would see now, with what has scrolled away. */
  screen(): Promise<string[]>
  /** All that was printed, without control characters. */
  output(): string
  /** The same with them. */
  raw(): string
}

const ROWS = 24

interface TerminalOptions extends RunOptions {
  /** Lines that stand above already. */
  before?: readonly string[]
}

/** Starts the installed program on a pseudo-terminal of 80x24. */
export function openTerminal(
  args: readonly string[],
  { cwd, env = {}, before = [] }: TerminalOptions,
): Terminal {
  const words = [process.execPath, inject('program'), ...args].map(quoted).join(' ')
  const command = `stty rows ${ROWS} cols 80; echo "pid $$ $(tty)"; ${before.map((line) => `echo ${quoted(line)}; `).join('')}exec ${words}`
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    cwd,
    env: cleanEnvironment({ TERM: 'xterm', ...env }),
  })
  onTestFinished(() => void child.kill())
  const emulator = new xterm.Terminal({
    cols: 80,
    rows: ROWS,
    ...{ allowProposedApi: true, reflowCursorLine: true },
  })
  let raw = ''
  let printed = ''
  let seen = 0
  const waiting = new Set<() => void>()
  const wake = () => {
    for (const check of waiting) check()
  }
  child.stdout.on('data', (chunk: Buffer) => {
    raw += chunk.toString()
    emulator.write(chunk)
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
    async resize(columns) {
      await new Promise<void>((resolve) => emulator.write('', resolve))
      const [, path = ''] = /pid \d+ (\S+)/.exec(printed) ?? []
      emulator.resize(columns, ROWS)
      const before = raw.length
      spawnSync('stty', ['-F', path, 'cols', String(columns)])
      await new Promise<void>((resolve) => {
        const check = () => {
          if (raw.length === before) return
          waiting.delete(check)
          resolve()
        }
        waiting.add(check)
      })
    },
    screen: () => new Promise((resolve) => emulator.write('', () => resolve(linesOf(emulator)))),
    output: () => printed,
    raw: () => raw,
  }
}

function linesOf({ buffer: { active } }: xterm.Terminal): string[] {
  const lines = Array.from({ length: active.length }, (_, y) =>
    active.getLine(y)?.translateToString(true),
  )
  // The first names the process.
  return lines.slice(1).map((line = '') => line.trimEnd())
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`
}

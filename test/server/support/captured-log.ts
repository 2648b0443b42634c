import { z } from 'zod'
import type { App } from '../../../src/app.js'
import { createLog } from '../../../src/log.js'

const entry = z.looseObject({ level: z.number(), event: z.string().optional() })

/** One line of the log. */
export type Entry = z.output<typeof entry>

/** What a server logs from now on. */
export interface CapturedLog {
  /** As it would stand in a file. */
  text(): string
  /** The entries that have an `event`, oldest first. */
  events(): Entry[]
}

/** Keeps what a server logs, as it does in production, instead of printing it. */
export function captureLog(app: App): CapturedLog {
  let text = ''
  app.log = createLog('production', {
    write(line) {
      text += line
    },
  })
  return {
    text: () => text,
    events() {
      const lines = text.split('\n').filter((line) => line !== '')
      return lines.map((line) => entry.parse(JSON.parse(line))).filter(({ event }) => event)
    },
  }
}

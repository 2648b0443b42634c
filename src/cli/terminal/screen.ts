import { Writable } from 'node:stream'
import { type Wrapped, widthOf, withoutColours, wrap } from './wrap.js'

/** What the screen needs of a terminal. */
export interface ScreenTerminal {
  getWindowSize(): [columns: number, rows: number]
  write(text: string): boolean
  hasColors(): boolean
  on(event: 'resize', listener: () => void): unknown
  off(event: 'resize', listener: () => void): unknown
}

/** A question as it looks now. */
interface Frame {
  text: string
  /** What stands below and is not typed: why an answer is refused. */
  below: string
  /** How far before the end of the text the cursor is. */
  back: number
}

const ESC = '\u001B'
const ERASE_BELOW = `${ESC}[J`
const VISIBILITY = new RegExp(`${ESC}\\[\\?25[hl]`)
const MOVES_AND_ERASURES = new RegExp(`^(${ESC}\\[\\d*[A-GK])+`)
const BACK = new RegExp(`^${ESC}\\[(\\d+)D`)
const SAVE = `${ESC}7`
const RESTORE = `${ESC}8`
const BELL = '\u0007'

/**
 * Where prompts draws a question. It believes that lines have no end and that the screen does not scroll,
 * so its own way back to the first line is wrong as soon as a message is longer than a line. Of what it
 * writes, only the looks are taken: they are broken into lines here, drawn over those of before, and
 * drawn again when the size of the terminal changes.
 */
export class Screen extends Writable {
  readonly #terminal: ScreenTerminal
  #frame: Frame | null = null
  #shown: Wrapped = NOTHING

  constructor(terminal: ScreenTerminal) {
    super({ decodeStrings: false })
    this.#terminal = terminal
  }

  override _write(chunk: string, _: BufferEncoding, done: () => void): void {
    this.#take(chunk)
    done()
  }

  /** Leaves the question as it is; what is printed next stands below it. */
  leave(): void {
    if (this.#frame === null) return
    const down = this.#shown.lines.length - 1 - this.#shown.row
    this.#terminal.off('resize', this.#draw)
    this.#terminal.write(`${down > 0 ? `${ESC}[${down}B` : ''}\r\n`)
    this.#frame = null
    this.#shown = NOTHING
  }

  #take(chunk: string): void {
    const looks = chunk.replace(MOVES_AND_ERASURES, '')
    if (looks === '\n') this.leave()
    else if (looks === BELL || VISIBILITY.test(looks)) this.#terminal.write(looks)
    else if (looks !== '') this.#show(looks)
  }

  #show(looks: string): void {
    if (this.#frame === null) this.#terminal.on('resize', this.#draw)
    const [text = '', rest = ''] = looks.split(SAVE)
    const [below = '', after = ''] = rest.split(RESTORE)
    this.#frame = { text, below, back: Number(BACK.exec(after)?.[1] ?? 0) }
    this.#draw()
  }

  readonly #draw = (): void => {
    if (this.#frame === null) return
    const home = this.#wayHome()
    this.#shown = this.#layOut(this.#frame)
    const { lines, row, column } = this.#shown
    const up = lines.length - 1 - row
    const toCursor = `${up > 0 ? `${ESC}[${up}A` : ''}\r${column > 0 ? `${ESC}[${column}C` : ''}`
    this.#terminal.write(home + ERASE_BELOW + lines.join('\r\n') + toCursor)
  }

  /** To the first line of what is shown. A terminal that became narrower has broken its lines. */
  #wayHome(): string {
    const { lines, row, column } = this.#shown
    const [columns] = this.#size()
    const above = lines.slice(0, row).map((line) => Math.max(1, Math.ceil(widthOf(line) / columns)))
    const up = above.reduce((sum, rows) => sum + rows, Math.floor(column / columns))
    return `${up > 0 ? `${ESC}[${up}A` : ''}\r`
  }

  /** The last column stays free: terminals differ in where the cursor is behind it. */
  #layOut({ text, below, back }: Frame): Wrapped {
    const [columns, rows] = this.#size()
    const width = Math.max(1, columns - 1)
    const question = wrap(this.#inColours(text), width, back)
    const [, ...message] = below === '' ? [] : wrap(this.#inColours(below), width).lines
    const lines = [...question.lines, ...message]
    const height = Math.max(1, rows - 1)
    const first = Math.max(0, question.row - height + 1)
    return {
      lines: lines.slice(first, first + height),
      row: question.row - first,
      column: question.column,
    }
  }

  /** Some terminals know no size. */
  #size(): [columns: number, rows: number] {
    const [columns, rows] = this.#terminal.getWindowSize()
    return [columns || 80, rows || 24]
  }

  #inColours(text: string): string {
    return this.#terminal.hasColors() ? text : withoutColours(text)
  }
}

const NOTHING: Wrapped = { lines: [], row: 0, column: 0 }

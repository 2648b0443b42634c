import { createInterface, emitKeypressEvents, type Key } from 'node:readline'
import { PassThrough } from 'node:stream'
import { edit } from './line.js'

/** What is known of a question of prompts while it is drawn. */
export interface Element {
  done?: boolean
  /** Of a text: what is typed; '' while the default is shown. */
  value?: unknown
  cursor?: number
  cursorOffset?: number
  /** Of a text: shown as wrong. */
  red?: boolean
  render(): void
}

/** Of a text. */
type TextElement = Element & { value: string; cursor: number }

interface KeyPress {
  typed: string | undefined
  key: Key
}

/** In milliseconds: what follows ESC later is a key of its own. */
const ESCAPE_TIMEOUT = 50

/** The keys that prompts knows, beside those that edit. Others it would type, as `undefined` even. */
const KNOWN = /^(return|enter|escape|tab|up|down|left|right|home|end|pageup|pagedown)$/

/** Keys that were typed before anyone asked. */
export type TypedAhead = KeyPress[]

/**
 * The keys of a terminal, as one question of prompts gets them: a text is edited here, and what is
 * typed while an answer is checked waits.
 */
export class Keyboard extends PassThrough {
  static #open = 0
  readonly isTTY = true
  readonly #source: NodeJS.ReadStream
  readonly #ahead: TypedAhead
  readonly #isText: boolean
  readonly #reader
  #element: Element | null = null
  #isBusy = false

  /**
   * @param isText whether the question is answered by a text
   * @param ahead is taken first; what the question does not take stays there
   */
  constructor(source: NodeJS.ReadStream, isText: boolean, ahead: TypedAhead) {
    super()
    this.#source = source
    this.#isText = isText
    this.#ahead = ahead
    this.#reader = createInterface({ input: source, escapeCodeTimeout: ESCAPE_TIMEOUT })
    emitKeypressEvents(source, this.#reader)
    source.on('keypress', this.#take)
    Keyboard.#open += 1
  }

  /** Called by prompts. The end of it is for `close` to decide. */
  setRawMode(isRaw: boolean): this {
    if (isRaw) this.#source.setRawMode(true)
    return this
  }

  /** Tells that the question is drawn: it has looked at the last key. */
  drawn(element: Element): void {
    this.#element = element
    this.#isBusy = element.done === true
    setImmediate(this.#deliver)
  }

  close(): void {
    this.#isBusy = true
    this.#source.off('keypress', this.#take)
    this.#reader.close()
    Keyboard.#open -= 1
    // The next question comes at once: until then the terminal itself must not show what is typed.
    setImmediate(() => {
      if (Keyboard.#open === 0) this.#source.setRawMode(false)
    })
  }

  readonly #take = (typed: string | undefined, key: Key): void => {
    // It has always to be heard, and at once.
    if (key.ctrl && key.name === 'c') this.emit('keypress', typed, key)
    else this.#ahead.push({ typed, key })
    this.#deliver()
  }

  readonly #deliver = (): void => {
    while (!this.#isBusy && this.#element !== null) {
      const next = this.#ahead.shift()
      if (next === undefined) return
      this.#press(this.#element, next)
    }
  }

  #press(element: Element, { typed, key }: KeyPress): void {
    if (this.#isText && isText(element) && this.#edit(element, typed, key)) return
    const isEnd = key.ctrl === true && key.name === 'd'
    const isKnown = !key.ctrl && !key.meta && (KNOWN.test(key.name ?? '') || isOneOf(typed))
    if (!isEnd && !isKnown) return
    if (isAnswer(key)) this.#isBusy = true
    this.emit('keypress', typed, key)
  }

  #edit(element: TextElement, typed: string | undefined, key: Key): boolean {
    const cursor = element.value === '' ? 0 : element.cursor
    const line = edit({ text: element.value, cursor }, typed, key)
    if (line === null) return false
    element.value = line.text
    element.cursor = line.cursor
    element.cursorOffset = line.cursor - line.text.length
    element.red = false
    element.render()
    return true
  }
}

function isText(element: Element): element is TextElement {
  return typeof element.value === 'string' && typeof element.cursor === 'number'
}

function isAnswer({ name }: Key): boolean {
  return name === 'return' || name === 'enter'
}

/** Letters answer yes or no, and a blank chooses. */
function isOneOf(typed: string | undefined): boolean {
  return typed !== undefined && /^[\w ]$/.test(typed)
}

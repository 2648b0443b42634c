import { readFile } from 'node:fs/promises'
import { Failure } from '../failure.js'
import { isRecord } from '../settings/values/json.js'
import { faultReason } from './system/fault.js'
import { decodeText, readOrdinary } from './system/ordinary-file.js'

/** In bytes. */
const MOST_SETTINGS = 1024 * 1024

/** What a shell hands over, as in `--settings <(command)`: the user has asked for a pipe. */
const HANDED_OVER = /^\/dev\/(stdin|fd\/\d+)$/

/**
 * Reads a settings file; what it says is judged by parseSettings.
 *
 * @throws Failure when there is no such file, or it holds no JSON object
 */
export async function readSettingsFile(path: string): Promise<Record<string, unknown>> {
  const text = await readSettingsText(path, path)
  if (text === null) throw new Failure('usage', [`cannot read ${path}: no such file or directory`])
  return parseSettingsText(path, text)
}

/**
 * The text of a settings file; null where there is none.
 *
 * @param shown as messages name it
 */
export async function readSettingsText(path: string, shown: string): Promise<string | null> {
  try {
    const bytes = HANDED_OVER.test(path)
      ? await readFile(path)
      : await readOrdinary(path, MOST_SETTINGS)
    return bytes && decodeText(bytes)
  } catch (error) {
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('usage', [`cannot read ${shown}: ${reason}`])
  }
}

/**
 * What the text of a settings file says.
 *
 * @param path as messages name it
 * @throws Failure when it is not a JSON object
 */
export function parseSettingsText(path: string, text: string): Record<string, unknown> {
  const content = parseJson(path, text)
  if (isDeeper(content, DEEPEST)) throw new Failure('usage', [`${path}: is nested too deeply`])
  if (!isRecord(content)) throw new Failure('usage', [`${path}: must hold a JSON object`])
  return content
}

/** Deeper than any setting. */
const DEEPEST = 100

function isDeeper(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return limit === 0 || Object.values(value).some((member) => isDeeper(member, limit - 1))
}

function parseJson(path: string, text: string): unknown {
  try {
    // Editors on Windows put a byte order mark at the beginning.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/\s+/g, ' ') : String(error)
    throw new Failure('usage', [`${path}: is not valid JSON: ${reason}`])
  }
}

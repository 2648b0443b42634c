import { readFile } from 'node:fs/promises'
import { Failure } from '../failure.js'
import { isRecord } from '../settings/json.js'
import { faultReason } from './fault.js'

/** The settings file of a project. */
export const SETTINGS_FILE = 'graphql-auth.json'

/**
 * Reads a settings file; what it says is judged by parseSettings.
 *
 * @throws Failure when there is no such file, or it holds no JSON object
 */
export async function readSettingsFile(path: string): Promise<Record<string, unknown>> {
  return parseSettingsText(path, await readText(path))
}

/**
 * What the text of a settings file says.
 *
 * @param path as messages name it
 * @throws Failure when it is no JSON object
 */
export function parseSettingsText(path: string, text: string): Record<string, unknown> {
  const content = parseJson(path, text)
  if (!isRecord(content)) throw new Failure('usage', [`${path}: must hold a JSON object`])
  return content
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const reason = faultReason(error)
    throw reason === null ? error : new Failure('usage', [`cannot read ${path}: ${reason}`])
  }
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

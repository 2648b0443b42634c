import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import type { App } from '../../../src/app.js'

/** A mail as people and programs see it. */
export interface SentMail {
  to: string
  subject: string
  /** The lines of the plain text that are not empty. */
  lines: string[]
  html: string
  link: string
  /** The last part of the link. */
  token: string
  /** The whole of it, headers and all. */
  parsed: ParsedMail
}

/** All mails of a server, in the order in which they were asked for. */
export async function sentMails({ env, mailDispatcher }: App): Promise<SentMail[]> {
  await mailDispatcher.flush()
  const folder = env.emailUrl.replace(/^file:/, '')
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'))
  return Promise.all(names.sort().map(async (name) => read(await readFile(join(folder, name)))))
}

async function read(source: Buffer): Promise<SentMail> {
  const parsed = await simpleParser(source)
  const lines = (parsed.text ?? '').split('\n').filter((line) => line.trim() !== '')
  const link = lines.find((line) => /^https?:\/\//.test(line)) ?? ''
  return {
    to: [parsed.to ?? []]
      .flat()
      .flatMap(({ text }) => text)
      .join(', '),
    subject: parsed.subject ?? '',
    lines,
    html: parsed.html || '',
    link,
    token: link.split('/').at(-1) ?? '',
    parsed,
  }
}

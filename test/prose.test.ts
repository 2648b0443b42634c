import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** Phrases that a reader stumbles over, with what to write instead. */
const AVOIDED: readonly [phrase: RegExp, better: string][] = [
  [/\banew\b/i, 'again'],
  [/\bfor ever\b/i, 'forever, or without limit'],
  [/\bwhoever\b/i, 'those who, or the person'],
  [/\bsomebody\b/i, 'someone'],
  [/\bin vain\b/i, 'without effect'],
  [/\bby the way\b/i, 'meanwhile, or along the way'],
  [/\bbut for\b/i, 'except'],
  [/\bdear\b/i, 'expensive'],
  [/\bever more\b/i, 'at growing intervals'],
  [/\bis no [a-z]+ of\b/i, 'is not a … of'],
  [/\bbelongs into\b/i, 'belongs in'],
  [/(?<!one )(?<!in )\ba line each\b/i, 'one line each'],
  [/\bone [a-z]+ a (line|row|file|mutation|tab|question|problem|mistake|change)\b/i, 'one … per'],
]

/** Lists of words, texts of others, and what an earlier version has written. */
const LEFT_OUT = /(^|\/)data\/|^test\/fixtures\/|^LICENSE$|package-lock\.json$|base\.json$/

const TEXT = /\.(ts|mts|mjs|js|ejs|md|json|ya?ml|sh|graphql|html)$/

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((path) => TEXT.test(path) && !LEFT_OUT.test(path) && path !== 'test/prose.test.ts')
  .filter((path) => existsSync(join(ROOT, path)) && statSync(join(ROOT, path)).isFile())

test('avoids phrases that a reader stumbles over', () => {
  expect(tracked.length).toBeGreaterThan(100)
  const found = tracked.flatMap((path) =>
    readFileSync(join(ROOT, path), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        AVOIDED.filter(([phrase]) => phrase.test(line)).map(
          ([, better]) => `${path}:${index + 1}: ${line.trim().slice(0, 120)} (${better})`,
        ),
      ),
  )
  expect(found).toEqual([])
})

import bcrypt from 'bcrypt'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLog } from '../../../src/log.js'

const MISSING = 'needs the package @node-rs/argon2, which is not installed: run `npm install …`'
const PACKAGES = '../../../src/process/optional-package.js'

beforeAll(() => {
  vi.resetModules()
  vi.doMock(PACKAGES, () => ({ missingPackage: () => MISSING }))
})

// Other files of tests share the modules.
afterAll(() => {
  vi.doUnmock(PACKAGES)
  vi.resetModules()
})

const DIGEST = 'v=19$m=512,t=2,p=2$c29tZXNhbHQ$eFLn+IbIA4yhu3v20TFqPZIrdK54kwHzwDntf/fwJsY'
const HASHES = [`$argon2id$${DIGEST}`, `argon2$argon2id$${DIGEST}`]

describe.each(HASHES)('without its package, %s', (hash) => {
  it('lets no one in, and takes the usual time (S30); the log says why, once', async () => {
    const { createPasswords } = await import('../../../src/passwords/hashing.js')
    const lines: string[] = []
    const log = createLog('production', { write: (line) => lines.push(line) })
    const compare = vi.spyOn(bcrypt, 'compare')
    const passwords = createPasswords({ bcryptCost: 4, log })

    expect(await passwords.verify('pässword-😀', hash)).toBe(false)
    expect(await passwords.verify('wrong', hash)).toBe(false)

    expect(compare).toHaveBeenCalledTimes(2)
    compare.mockRestore()
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({ event: 'hash_unreadable', reason: `A stored hash ${MISSING}` }),
    ])
    expect(lines.join()).not.toContain(DIGEST)
  })

  it('is not loaded', async () => {
    const { password } = await import('../../../src/fixtures/password.js')
    const problems = [{ message: MISSING, code: 'invalid' }]
    expect(password({ maxLength: 128 }).clean(hash)).toEqual({ problems })
  })
})

import { availableParallelism } from 'node:os'
import bcrypt from 'bcrypt'
import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { createPasswords, isUsable, unusablePassword } from '../../../src/passwords/hashing.js'
import { createQueue, QueueFull } from '../../../src/passwords/queue.js'

const SOON = { timeout: 10_000 }

const passwords = createPasswords({ bcryptCost: 4 })

afterEach(() => {
  vi.restoreAllMocks()
})

describe('our own hashes', () => {
  it('are of bcrypt with the cost that was asked for', async () => {
    const hash = await passwords.hash('supersecretpassword')
    expect(hash).toMatch(/^\$2b\$04\$.{53}$/)
    expect(await passwords.verify('supersecretpassword', hash)).toBe(true)
    expect(await passwords.verify('Supersecretpassword', hash)).toBe(false)
    expect(passwords.needsRehash(hash)).toBe(false)
  })

  it('tell apart passwords that differ behind a NUL or in their composition', async () => {
    const hash = await passwords.hash('caf\u00e9\0one')
    expect(await passwords.verify('caf\u00e9\0one', hash)).toBe(true)
    expect(await passwords.verify('caf\u00e9\0two', hash)).toBe(false)
    expect(await passwords.verify('cafe\u0301\0one', hash)).toBe(false)
  })

  it('are not made of what bcrypt would cut or change (S41, S43)', async () => {
    await expect(passwords.hash('a'.repeat(73))).rejects.toThrow(RangeError)
    await expect(passwords.hash('😀'.repeat(19))).rejects.toThrow(RangeError)
    await expect(passwords.hash('password\ud800')).rejects.toThrow(RangeError)
    expect(passwords.canHash('😀'.repeat(18))).toBe(true)
    expect(passwords.canHash('😀'.repeat(19))).toBe(false)
  })

  it('do not match a longer password that begins in the same way (S41)', async () => {
    const hash = await passwords.hash('a'.repeat(72))
    expect(await passwords.verify('a'.repeat(72), hash)).toBe(true)
    expect(await passwords.verify('a'.repeat(100), hash)).toBe(false)
  })

  it('do not match another lone surrogate, nor the character it would become (S43)', async () => {
    const hash = await passwords.hash('password\ufffd')
    expect(await passwords.verify('password\ud800', hash)).toBe(false)
    expect(await passwords.verify('password\ufffd', hash)).toBe(true)
  })

  it('are replaced when they have another cost', async () => {
    const cheap = await passwords.hash('supersecretpassword')
    const costly = createPasswords({ bcryptCost: 5 })
    expect(await costly.verify('supersecretpassword', cheap)).toBe(true)
    expect(costly.needsRehash(cheap)).toBe(true)
    expect(costly.needsRehash(await costly.hash('supersecretpassword'))).toBe(false)
  })

  it.each([3, 17, 4.5, Number.NaN])('refuse a cost of %s', (bcryptCost) => {
    expect(() => createPasswords({ bcryptCost })).toThrow(RangeError)
  })
})

describe('hashes of Argon2id', () => {
  const argon2id = createPasswords({ hasher: 'argon2id', bcryptCost: 4 })

  it('have the parameters that OWASP recommends', async () => {
    const hash = await argon2id.hash('supersecretpassword')
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(await argon2id.verify('supersecretpassword', hash)).toBe(true)
    expect(await argon2id.verify('Supersecretpassword', hash)).toBe(false)
    expect(argon2id.needsRehash(hash)).toBe(false)
  })

  it('and those of bcrypt verify whatever new ones are, and are to be replaced', async () => {
    const ofArgon2id = await argon2id.hash('supersecretpassword')
    const ofBcrypt = await passwords.hash('supersecretpassword')
    expect(await passwords.verify('supersecretpassword', ofArgon2id)).toBe(true)
    expect(await argon2id.verify('supersecretpassword', ofBcrypt)).toBe(true)
    expect(passwords.needsRehash(ofArgon2id)).toBe(true)
    expect(argon2id.needsRehash(ofBcrypt)).toBe(true)
  })

  it('take long passwords whole, except for those that no one types (S41)', async () => {
    const hash = await argon2id.hash('a'.repeat(1024))
    expect(await argon2id.verify('a'.repeat(1024), hash)).toBe(true)
    expect(await argon2id.verify('a'.repeat(1023), hash)).toBe(false)
    await expect(argon2id.hash('a'.repeat(1025))).rejects.toThrow(RangeError)
    await expect(argon2id.hash('password\ud800')).rejects.toThrow(RangeError)
  })
})

describe('the cost of a comparison that fails', () => {
  const costly = createPasswords({ bcryptCost: 9 })
  // It is the cost that takes the time: a hash of that cost is compared with, whatever is stored.
  const ofFullCost: unknown = expect.stringMatching(/^\$2b\$09\$.{53}$/)

  it.each([
    ['no such user', 'wrong', null],
    ['no password set', 'wrong', unusablePassword()],
    ['an unknown format', 'wrong', 'md5$salt$digest'],
    ['a damaged hash', 'wrong', '$2b$09$short'],
    ['an excessive cost', 'wrong', '$2b$31$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2'],
    ['a cheap hash', 'wrong', '$2b$04$I1RhK.j6wocKesxPi6pWg.TliRXpRrjYlnW7wHPuUSBlrBtTCiz.2'],
    ['a cheap imported hash', 'wrong', 'pbkdf2_sha256$1$salt$qPKbn81nleoo8s+NwU4ljU5dFfvTr2/QL7L='],
    ['a long password', 'x'.repeat(73), null],
    ['a lone surrogate', 'wrong\udfff', null],
  ])('is the usual one (S30): %s', async (_case, password, stored) => {
    const compare = vi.spyOn(bcrypt, 'compare')
    expect(await costly.verify(password, stored)).toBe(false)
    expect(compare).toHaveBeenCalledWith(expect.any(String), ofFullCost)
  })

  it('is the usual one for a password that bcrypt would cut (S30, S41)', async () => {
    const hash = await costly.hash('right')
    const compare = vi.spyOn(bcrypt, 'compare')
    expect(await costly.verify('x'.repeat(73), hash)).toBe(false)
    expect(compare).toHaveBeenCalledWith(expect.any(String), ofFullCost)
  })
})

test('one core is left to everything else while many log in (S57)', async () => {
  let running = 0
  let most = 0
  const compare = vi.spyOn(bcrypt, 'compare').mockImplementation(async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise(setImmediate)
    running -= 1
    return false
  })
  await Promise.all(Array.from({ length: 20 }, () => passwords.verify('wrong', null)))
  expect(compare).toHaveBeenCalledTimes(20)
  expect(most).toBe(Math.max(1, availableParallelism() - 1))
})

describe('an unusable password', () => {
  it('is different each time and matches nothing', async () => {
    const [one, other] = [unusablePassword(), unusablePassword()]
    expect(one).toMatch(/^![\w-]{40}$/)
    expect(one).not.toBe(other)
    expect(isUsable(one)).toBe(false)
    expect(isUsable(await passwords.hash('x'))).toBe(true)
    expect(await passwords.verify(one, one)).toBe(false)
    expect(await passwords.verify('', one)).toBe(false)
  })
})

describe('the queue', () => {
  it('runs as many tasks at once as it may, the others in order', async () => {
    const enqueue = createQueue({ concurrency: 2, longestWait: 5000, duration: 100 })
    const started: string[] = []
    const finish = new Map<string, () => void>()
    const [, second] = ['a', 'b', 'c', 'd'].map((name) =>
      enqueue('one', () => {
        started.push(name)
        return new Promise<string>((resolve) => finish.set(name, () => resolve(`${name} is done`)))
      }),
    )
    await vi.waitFor(() => expect(started).toEqual(['a', 'b']), SOON)
    finish.get('b')?.()
    expect(await second).toBe('b is done')
    await vi.waitFor(() => expect(started).toEqual(['a', 'b', 'c']), SOON)
    finish.get('a')?.()
    await vi.waitFor(() => expect(started).toEqual(['a', 'b', 'c', 'd']), SOON)
  })

  it('goes on behind a task that fails', async () => {
    const enqueue = createQueue({ concurrency: 1, longestWait: 5000, duration: 100 })
    const failure = enqueue('one', () => Promise.reject(new Error('no')))
    const success = enqueue('one', async () => 'yes')
    await expect(failure).rejects.toThrow('no')
    expect(await success).toBe('yes')
  })

  it('refuses at once what would have to wait for too long (S57)', async () => {
    const enqueue = createQueue({ concurrency: 2, longestWait: 1000, duration: 500 })
    const finish: (() => void)[] = []
    const task = () => enqueue('one', () => new Promise<void>((resolve) => finish.push(resolve)))
    const [first, ...others] = Array.from({ length: 6 }, task)
    await expect(task()).rejects.toThrow(new QueueFull(2))
    finish.shift()?.()
    await first
    others.push(task())
    while (finish.length > 0) {
      finish.shift()?.()
      await new Promise(setImmediate)
    }
    await expect(Promise.all(others)).resolves.toHaveLength(6)
  })

  it('refuses what has waited for too long, and goes on', async () => {
    const enqueue = createQueue({ concurrency: 1, longestWait: 50, duration: 1 })
    const finish: (() => void)[] = []
    const task = () => enqueue('one', () => new Promise<void>((resolve) => finish.push(resolve)))
    const first = task()
    await expect(task()).rejects.toThrow(QueueFull)
    finish.shift()?.()
    await first
    await expect(enqueue('one', async () => 'yes')).resolves.toBe('yes')
  })

  it('lets askers take turns (S57)', async () => {
    const enqueue = createQueue({ concurrency: 1, longestWait: 5000, duration: 1 })
    const done: string[] = []
    const ask = (name: string) => enqueue(name.slice(0, 1), async () => done.push(name))
    await Promise.all(['a1', 'a2', 'a3', 'b1', 'b2', 'c1'].map(ask))
    expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'a3', 'b2'])
  })

  it('when it is full, takes a place from the asker with the most (S57)', async () => {
    const enqueue = createQueue({ concurrency: 1, longestWait: 1000, duration: 250 })
    const done: string[] = []
    const ask = (name: string) =>
      enqueue(name.slice(0, 1), async () => done.push(name)).then(
        () => 'done',
        (error: unknown) => (error instanceof QueueFull ? 'refused' : error),
      )
    const answers = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'b1', 'b2', 'b3', 'c1'].map(ask)
    expect(await Promise.all(answers)).toEqual([
      ...['done', 'done', 'refused', 'refused', 'refused', 'refused'],
      ...['done', 'done', 'refused', 'done'],
    ])
    expect(done).toEqual(['a1', 'a2', 'b1', 'c1', 'b2'])
  })

  it('learns from every task how long the next ones will take', async () => {
    const enqueue = createQueue({ concurrency: 1, longestWait: 1000, duration: 900 })
    const nothing = async () => undefined
    for (let count = 0; count < 20; count += 1) await enqueue('one', nothing)
    await expect(
      Promise.all(Array.from({ length: 8 }, () => enqueue('one', nothing))),
    ).resolves.toBeTruthy()
  })
})

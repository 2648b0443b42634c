import { describe, expect, it, vi } from 'vitest'
import { createPasswords } from '../../../src/passwords/hashing.js'
import { PASSWORD } from '../support/people.js'
import { startProcesses } from '../support/processes.js'
import { startWorld } from '../support/world.js'

describe('BCRYPT_COST', () => {
  it('is the cost of new hashes', async () => {
    const world = await startWorld({ people: [], GRAPHQL_AUTH: { BCRYPT_COST: 5 } })
    const password = 'correct horse battery'
    const account = { username: 'anna', email: 'anna@email.com' }
    await world.call('register', { ...account, password1: password, password2: password })
    expect((await world.findUser(1))?.password).toMatch(/^\$2b\$05\$/)
  })

  it('is what older hashes get at the next login', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { BCRYPT_COST: 6 } })
    expect((await world.findUser(2))?.password).toMatch(/^\$2b\$04\$/)
    await world.call('tokenAuth', { username: 'user2', password: 'wrong' })
    expect((await world.findUser(2))?.password).toMatch(/^\$2b\$04\$/)
    await world.enter('user2')
    const hash = (await world.findUser(2))?.password ?? ''
    expect(hash).toMatch(/^\$2b\$06\$/)
    expect(await createPasswords({ bcryptCost: 6 }).verify(PASSWORD, hash)).toBe(true)
    await world.enter('user2')
    expect((await world.findUser(2))?.password).toBe(hash)
  })

  it('is named at the start of production where it is low', { timeout: 90_000 }, async () => {
    const { servers } = await startProcesses(1, { GRAPHQL_AUTH: { BCRYPT_COST: 9 } })
    const notice = 'BCRYPT_COST is 9: use 10 or more in production'
    await vi.waitFor(() => expect(servers[0]?.output()).toContain(notice), { timeout: 10_000 })
  })
})

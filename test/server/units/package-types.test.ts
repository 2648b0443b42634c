import * as argon2 from '@node-rs/argon2'
import * as ioredis from 'ioredis'
import { expect, it } from 'vitest'
import type { RedisPackage } from '../../../src/database/redis.js'
import type { Argon2Package } from '../../../src/passwords/argon2.js'

/** The server knows their types by descriptions of its own: the type checker sees that they fit. */
const packages: Argon2Package & RedisPackage = { ...argon2, Redis: ioredis.Redis }

it('packages that only some settings need have what the server uses of them', () => {
  expect(packages).toMatchObject({
    hash: expect.any(Function),
    verify: expect.any(Function),
    Redis: expect.any(Function),
  })
})

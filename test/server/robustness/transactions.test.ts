import { expect, it } from 'vitest'
import { startWorld } from '../support/world.js'

it('refuses a transaction within a transaction, and goes on with others', async () => {
  const { app } = await startWorld()
  const { database } = app
  const nested = database.transaction(() => database.transaction(async () => 'inner'))
  await expect(nested).rejects.toThrow('A transaction within a transaction')

  const later = database.transaction(async () => {
    // Work that outlives the transaction may begin another one.
    return { begin: () => database.transaction(async () => 'after') }
  })
  expect(await (await later).begin()).toBe('after')
  expect(await Promise.all([1, 2].map((n) => database.transaction(async () => n)))).toEqual([1, 2])
})

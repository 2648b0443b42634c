import { describe, expect, test } from 'vitest'
import { mutationText } from '../support/flavor.js'
import { startWorld } from '../support/world.js'

describe('S51: what is not the caller’s to decide', () => {
  const FIELDS = ['isStaff: true', 'isSuperuser: true', 'isActive: true', 'verified: true']
  const MORE = ['id: 1', 'pk: 1', 'password: "x"', 'lastLogin: null', 'secondaryEmail: "a@b.c"']

  test.each([...FIELDS, ...MORE])('is not an argument of register: %s', async (argument) => {
    const world = await startWorld()
    const given = 'username: "anna", email: "anna@email.com"'
    const passwords = 'password1: "correct horse", password2: "correct horse"'
    const { data, errors } = await world.ask(
      mutationText('register', `${given}, ${passwords}, ${argument}`),
    )
    expect(data).toBeUndefined()
    expect(errors).toHaveLength(1)
    expect(await world.see('anna')).toBeUndefined()
  })

  test.each([...FIELDS, ...MORE])('is not an argument of updateAccount: %s', async (argument) => {
    const world = await startWorld()
    const before = await world.everybody()
    const { token } = await world.enter('user2')
    const text = mutationText('updateAccount', `firstName: "Joe", ${argument}`)
    const { data, errors } = await world.ask(text, {}, token)
    expect(data).toBeUndefined()
    expect(errors).toHaveLength(1)
    const withoutLogin = (users: object[]) => users.map((user) => ({ ...user, lastLogin: null }))
    expect(withoutLogin(await world.everybody())).toEqual(withoutLogin(before))
  })
})

import { expect, it } from 'vitest'
import { refusedWith } from './support/answers.js'
import * as operation from './support/operations.js'
import { startServer, USERS } from './support/server.js'
import { newUser } from './support/users.js'
<%_ if (tests.registersPassword) { _%>

it('refuses a weak password', async () => {
  const { graphql, mails } = await startServer()
  const weak = { ...newUser, password1: '123456', password2: '123456' }

  expect(await graphql(operation.register, weak)).toMatchObject({
    data: {
      register: refusedWith({
        password2: [
          {
            message: 'This password is too short. It must contain at least 8 characters.',
            code: 'password_too_short',
          },
          { message: 'This password is too common.', code: 'password_too_common' },
          { message: 'This password is entirely numeric.', code: 'password_entirely_numeric' },
        ],
      }),
    },
  })
  expect(await mails.count()).toBe(0)
})
<%_ } _%>

it('refuses the e-mail of someone else, in any letter case', async () => {
  const { graphql, mails } = await startServer({ fixtures: [USERS] })
  const taken = {
    ...newUser,
    <%= email.name %>: 'USER2@email.com',
  }

  expect(await graphql(operation.register, taken)).toMatchObject({
    data: {
      register: refusedWith({
        <%= email.name %>: [
          {
            message: 'A user with that email already exists.',
            code: 'unique',
          },
        ],
      }),
    },
  })
  expect(await mails.count()).toBe(0)
})
<%_ if (hasUsername) { _%>

it('refuses the <%= username.label %> of someone else, in any letter case', async () => {
  const { graphql } = await startServer({ fixtures: [USERS] })
  const taken = {
    ...newUser,
    <%= username.name %>: 'USER2',
  }

  expect(await graphql(operation.register, taken)).toMatchObject({
    data: {
      register: refusedWith({
        <%= username.name %>: [
          {
            <%= tests.usernameTaken %>,
            code: 'unique',
          },
        ],
      }),
    },
  })
})
<%_ } _%>

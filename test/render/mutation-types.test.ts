import { expect, test } from 'vitest'
import { writeFiles } from '../support/files.js'
import { renderedProject, runTool } from '../support/rendered.js'
import { projectOf } from '../support/shapes.js'

const PROBE = `import { anyone, loggedIn } from '../auth/guards.js'
import { perMail } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { email, text } from '../forms/fields.js'

export const rename = mutation({
  user: loggedIn,
  fields: { nickname: text({ maxLength: 30 }) },
  async check(_action, cleaned) {
    const nickname: string | undefined = cleaned.values.nickname
    cleaned.errors.nickname = nickname ? [] : [{ message: 'Choose one.', code: 'required' }]
  },
  async run({ user, values }) {
    const nickname: string = values.nickname
    // @ts-expect-error no such field
    const other = values.other
    return { id: user.id, nickname, other }
  },
})

export const write = mutation({
  user: anyone,
  fields: { address: email({ maxLength: 254 }) },
  // @ts-expect-error these limits count by a field that is missing
  limits: perMail,
  run: async ({ values }) => ({ address: values.address }),
})

export const ask = mutation({
  user: anyone,
  // @ts-expect-error no fields, no values
  run: async ({ values }) => ({ address: values.address }),
})
`

test('a mutation knows the types of fields that are written where it is defined', async () => {
  const directory = await renderedProject(projectOf('default', 'graphql'))
  await writeFiles(directory, { 'src/own/probe.ts': PROBE })
  expect(await runTool(directory, 'tsc', ['--noEmit'])).toMatchObject({ exitCode: 0, stdout: '' })
})

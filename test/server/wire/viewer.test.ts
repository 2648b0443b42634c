import jwt from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { done, refusedFor, wire } from '../support/answers.js'
import { startWorld, type World } from '../support/world.js'

describe('the Authorization header', () => {
  const part = (text: string) => Buffer.from(text).toString('base64url')
  const payload = part('{"sub":"2","sid":"x","exp":9999999999}')
  const header = part('{"alg":"HS256","typ":"JWT"}')

  async function expectAnonymous(world: World, authorization: string): Promise<void> {
    const headers = { authorization }
    expect(await world.ask('{ me { username } }', {}, headers)).toEqual({ data: { me: null } })
    expect(await world.call('updateAccount', { firstName: 'Joe' }, headers)).toEqual(
      refusedFor('updateAccount', wire.unauthenticated),
    )
    const email = 'nobody@email.com'
    expect(await world.call('sendPasswordResetEmail', { email }, headers)).toEqual(
      done('sendPasswordResetEmail'),
    )
  }

  it.each([
    ['nothing', ''],
    ['a prefix alone', 'JWT'],
    ['a prefix and a space', 'JWT '],
    ['no JWT', 'JWT garbage'],
    ['a text with dots', 'JWT a.b.c'],
    ['two dots', 'JWT ..'],
    ['many parts', 'JWT a.b.c.d.e'],
    ['a header that is not JSON', `JWT ${part('no JSON')}.${payload}.c2ln`],
    ['a header that is a number', `JWT ${part('5')}.${payload}.c2ln`],
    ['a header that is null', `JWT ${part('null')}.${payload}.c2ln`],
    ['a header that is a list', `JWT ${part('[]')}.${payload}.c2ln`],
    ['an empty header', `JWT ${part('{}')}.${payload}.c2ln`],
    ['a payload that is not JSON', `JWT ${header}.${part('no JSON')}.c2ln`],
    ['a payload that is a number', `JWT ${header}.${part('5')}.c2ln`],
    ['a payload that is null', `JWT ${header}.${part('null')}.c2ln`],
    ['no signature', `JWT ${header}.${payload}.`],
    ['no algorithm', `JWT ${part('{"alg":"none"}')}.${payload}.`],
    ['an unknown algorithm', `JWT ${part('{"alg":"XY1"}')}.${payload}.c2ln`],
    ['a key id that is a path', `JWT ${part('{"alg":"HS256","kid":"../../x"}')}.${payload}.c2ln`],
    ['a key id that is a list', `JWT ${part('{"alg":"HS256","kid":["x"]}')}.${payload}.c2ln`],
    ['another scheme', 'Basic dXNlcjI6MTIzNDU2'],
    ['a long text', `JWT ${'a'.repeat(8000)}`],
  ])('makes the caller anonymous: %s', async (_case, authorization) => {
    await expectAnonymous(await startWorld(), authorization)
  })

  it('makes the caller anonymous: good tokens with something wrong around them', async () => {
    const world = await startWorld({ GRAPHQL_AUTH: { RATE_LIMIT: false } })
    const { token } = await world.enter('user2')
    const [head, body, signature] = token.split('.')
    for (const authorization of [
      token,
      ` \t ${token}`,
      `JWT${token}`,
      `JWT,${token}`,
      `JWT ${token} ${token}`,
      `JWT\t${token}\t${token}`,
      `JWT JWT ${token}`,
      `JWT ${token}x`,
      `JWT ${head}.${body}.`,
      `JWT ${head}.${part('{"sub":"1"}')}.${signature}`,
      `Token ${token}`,
    ]) {
      await expectAnonymous(world, authorization)
    }
  })

  it('makes the caller anonymous: tokens of someone else', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    const claims = z.record(z.string(), z.unknown()).parse(jwt.decode(token))
    const { kid } = z
      .object({ header: z.object({ kid: z.string() }) })
      .parse(jwt.decode(token, { complete: true })).header
    const foreign = jwt.sign(claims, 'another secret of more than thirty-two bytes', { keyid: kid })
    const confused = jwt.sign(claims, world.app.env.secretKey, { keyid: kid, algorithm: 'HS512' })
    await expectAnonymous(world, `JWT ${foreign}`)
    await expectAnonymous(world, `JWT ${confused}`)
    await expectAnonymous(world, `JWT ${jwt.sign(claims, '', { algorithm: 'none', keyid: kid })}`)
  })

  it('makes the caller anonymous: an expired token', async () => {
    const world = await startWorld()
    const { token } = await world.enter('user2')
    world.clock.advance(300)
    await expectAnonymous(world, `JWT ${token}`)
  })

  it.each(['JWT', 'Bearer', 'jwt', 'bearer'])('names the caller after %s', async (prefix) => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user2')
    const headers = { authorization: `${prefix} ${token}` }
    expect(await ask('{ me { username } }', {}, headers)).toEqual({
      data: { me: { username: 'user2' } },
    })
  })

  it.each([
    ['a tab', 'JWT\tTOKEN'],
    ['several blanks', 'JWT   TOKEN'],
    ['blanks and tabs', 'Bearer \t \tTOKEN'],
    ['a blank that does not break', 'JWT\u00A0TOKEN'],
    ['white space around them', ' \t JWT TOKEN \t '],
    ['white space around Bearer', '\tbearer TOKEN\u00A0'],
  ])('names the caller with %s', async (_case, header) => {
    const { ask, enter } = await startWorld()
    const { token } = await enter('user2')
    const headers = { authorization: header.replace('TOKEN', token) }
    expect(await ask('{ me { username } }', {}, headers)).toEqual({
      data: { me: { username: 'user2' } },
    })
  })
})

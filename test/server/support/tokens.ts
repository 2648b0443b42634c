import { findUserByEmail } from '../../../src/accounts/find-users.js'
import { issueMailToken } from '../../../src/mail/mail-tokens.js'
import { PASSWORD } from './people.js'
import type { World } from './world.js'

/** The token of the newest link that was mailed to an address. @throws when there is none */
export async function tokenMailedTo({ mails }: World, address: string): Promise<string> {
  const mail = (await mails()).findLast(({ to, link }) => to === address && link !== '')
  if (!mail) throw new Error(`Nothing with a link was mailed to ${address}.`)
  return mail.token
}

export async function activationToken(world: World, address: string): Promise<string> {
  await world.call('resendActivationEmail', { email: address })
  return tokenMailedTo(world, address)
}

export async function resetToken(world: World, address: string): Promise<string> {
  await world.call('sendPasswordResetEmail', { email: address })
  return tokenMailedTo(world, address)
}

/** @param caller access token of those who want the address */
export async function secondaryToken(
  world: World,
  address: string,
  caller: string,
): Promise<string> {
  const args = { email: address, password: PASSWORD }
  await world.call('sendSecondaryEmailActivation', args, caller)
  return tokenMailedTo(world, address)
}

/** A token to set a password. Only a registration without one mails it. */
export async function setToken({ app }: World, username: string): Promise<string> {
  const address = `${username}@email.com`
  const user = await findUserByEmail(app, app.database.reader, address, { orSecondary: false })
  if (!user) throw new Error(`There is no ${username}.`)
  const mail = { purpose: 'passwordSet', user, address } as const
  const { token } = await app.database.transaction((manager) => issueMailToken(app, manager, mail))
  return token
}

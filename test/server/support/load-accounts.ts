import { vi } from 'vitest'
import { z } from 'zod'
import { addressNumber } from './attempts.js'
import { type Asker, type LoadClient, NotAcknowledged } from './load-client.js'
import type { LoadMails, Promised } from './load-mails.js'

/** Someone who came while instances were killed. */
export interface Account {
  username: string
  email: string
  asker: Asker
  /** Whether the registration was acknowledged. */
  isRegistered: boolean
  /** The newest one that was acknowledged, and those that may have taken its place since. */
  passwords: string[]
  /** The link of an acknowledged mail that was not tried yet. */
  unused: Link | null
}

/** Mutations that take the token of a mail. */
type Link = 'verifyAccount' | 'passwordReset'

type SendPassword = (
  given: { newPassword1: string; newPassword2: string },
  asker: Asker,
) => Promise<unknown>

const PATHS: Record<Link, string> = {
  verifyAccount: '/activate/',
  passwordReset: '/password-reset/',
}

/** In milliseconds. A mail whose sender was killed takes longer than anyone waits. */
const PATIENCE = { timeout: 3000, interval: 20 }

export const tokens = z.object({ token: z.string(), refreshToken: z.string() })

/** People who register, change passwords and forget them. */
export interface Accounts {
  all: readonly Account[]
  promised: readonly Promised[]
  /** An asker from an address of its own. */
  stranger(): Asker
  /** @throws NotAcknowledged */
  register(): Promise<{ account: Account; refreshToken: string }>
  /** From a registration to a forgotten password, or to the first answer that is lost. */
  live(): Promise<void>
  /** Uses the link of a mail. @throws NotAcknowledged */
  follow(account: Account, link: Link): Promise<void>
  /** @returns whether one of the passwords is good that must be, or may be */
  canLogIn(account: Account): Promise<boolean>
}

/** @param mails what has arrived until now */
export function createAccounts({ act, attempt }: LoadClient, mails: LoadMails): Accounts {
  const all: Account[] = []
  const promised: Promised[] = []
  let strangers = 0
  let numbers = 0

  const stranger = () => ({ address: addressNumber(strangers++) })
  const newPassword = () => `correct horse ${++numbers}`

  async function register() {
    const username = `member${all.length}`
    const [asker, email] = [stranger(), `${username}@email.com`]
    const password = newPassword()
    const account: Account = {
      username,
      email,
      asker,
      isRegistered: false,
      passwords: [password],
      unused: null,
    }
    all.push(account)
    const args = { username, email, password1: password, password2: password }
    const payload = await act('register', args, asker)
    account.isRegistered = true
    promise(account, 'verifyAccount')
    return { account, refreshToken: tokens.parse(payload).refreshToken }
  }

  function promise(account: Account, link: Link): void {
    account.unused = link
    promised.push({ to: account.email, words: PATHS[link] })
  }

  /** Sets a password by a mutation that tells the owner. */
  async function setPassword(account: Account, send: SendPassword): Promise<void> {
    const password = newPassword()
    const tag = `load ${++numbers}.`
    account.passwords.push(password)
    await send({ newPassword1: password, newPassword2: password }, { ...account.asker, tag })
    account.passwords = [password]
    promised.push({ to: account.email, words: tag })
  }

  async function logIn({ username, passwords, asker }: Account): Promise<string> {
    const password = passwords.at(-1)
    return tokens.parse(await act('tokenAuth', { username, password }, asker)).token
  }

  const follow: Accounts['follow'] = async (account, link) => {
    const { email, asker } = account
    const token = mails.find({ to: email, words: PATHS[link] })?.token
    if (!token) throw new Error(`Nobody mailed ${link} to ${email}.`)
    account.unused = null
    if (link === 'verifyAccount') await act(link, { token }, asker)
    else await setPassword(account, (given, asker) => act(link, { token, ...given }, asker))
  }

  /** Waits for a mail. @returns whether it came soon */
  async function comesSoon({ email }: Account, link: Link): Promise<boolean> {
    const look = () => {
      if (!mails.find({ to: email, words: PATHS[link] })) throw new Error('Not yet.')
      return true
    }
    return vi.waitFor(look, PATIENCE).catch(() => false)
  }

  async function spendLife(): Promise<void> {
    const { account } = await register()
    if (!(await comesSoon(account, 'verifyAccount'))) return
    await follow(account, 'verifyAccount')
    for (const _ of [1, 2]) {
      const [oldPassword] = account.passwords
      const token = await logIn(account)
      await setPassword(account, (given, asker) =>
        act('passwordChange', { oldPassword, ...given }, { ...asker, token }),
      )
    }
    await act('sendPasswordResetEmail', { email: account.email }, account.asker)
    promise(account, 'passwordReset')
    // Every fourth link is left for the end.
    if (all.length % 4 === 0 || !(await comesSoon(account, 'passwordReset'))) return
    await follow(account, 'passwordReset')
    await logIn(account)
  }

  return {
    all,
    promised,
    stranger,
    register,
    live: () => spendLife().catch(ignoreLost),
    follow,
    async canLogIn({ username, passwords, asker }) {
      for (const password of passwords.toReversed()) {
        if ((await attempt(username, password, asker)) === 'success') return true
      }
      return false
    },
  }
}

/** @throws every other error */
function ignoreLost(error: unknown): void {
  if (!(error instanceof NotAcknowledged)) throw error
}

import type { Fleet } from './fleet.js'
import type { Accounts } from './load-accounts.js'
import type { LoadClient } from './load-client.js'
import type { LoadMails } from './load-mails.js'
import type { Family } from './load-refreshes.js'

/** What a load was, and what became of it. */
export interface Outcome {
  seconds: number
  fleet: Fleet
  client: LoadClient
  accounts: Accounts
  families: readonly Family[]
  bursts: readonly number[]
  mails: LoadMails
}

/** The same in a few lines, for people. */
export function summaryOf(outcome: Outcome): string {
  const { seconds, fleet, client, accounts, families, bursts, mails } = outcome
  const answered = sumOf(fleet.balancer.statuses)
  const lost = client.failed.get(502) ?? 0
  const lines = {
    requests: `${answered + lost}: ${answered} answered, ${lost} lost under a kill`,
    'by status': listOf(fleet.balancer.statuses),
    acknowledged: listOf(client.acknowledged),
    accounts: `${accounts.all.filter(({ isRegistered }) => isRegistered).length} acknowledged, all kept`,
    mails: `${accounts.promised.length} promised, all arrived; ${mails.duplicates()} came twice`,
    families: `${families.map(({ length }) => length).join(', ')} tokens in a line, no fork`,
    limits: `${bursts.length} bursts of wrong logins, at most ${Math.max(...bursts)} compared`,
  }
  const title = `Several instances: ${seconds} s, ${fleet.killed.size} killed with SIGKILL`
  const rows = Object.entries(lines).map(([name, text]) => `  ${name.padEnd(13)}${text}`)
  return [title, ...rows, ''].join('\n')
}

function sumOf(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}

function listOf(counts: ReadonlyMap<string | number, number>): string {
  return [...counts].map(([name, count]) => `${name} ${count}`).join(', ')
}

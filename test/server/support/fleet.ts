import { type Balancer, startBalancer } from './balancer.js'
import { type ProcessOptions, type ServerProcess, startProcesses } from './processes.js'
import type { Random } from './random.js'

/** Servers behind a balancer, of which one after the other is killed. */
export interface Fleet {
  balancer: Balancer<ServerProcess>
  /** As `openOutside` wants it. */
  database: string
  killed: ReadonlySet<ServerProcess>
  /** Kills one with -9 and begins to start another one; the last one that answers is spared. */
  killOne(random: Random): void
  /** Done when all are there again, and only they. */
  whole(): Promise<void>
}

/** Starts servers on one database that run until the test ends. */
export async function startFleet(count: number, options: ProcessOptions): Promise<Fleet> {
  const { servers, startServer, database } = await startProcesses(count, options)
  const balancer = await startBalancer(servers)
  const killed = new Set<ServerProcess>()
  const changes: Promise<unknown>[] = []
  return {
    balancer,
    database,
    killed,
    killOne(random) {
      const living = balancer.instances().filter((server) => !killed.has(server))
      if (living.length < 2) return
      const server = random.pick(living)
      killed.add(server)
      // The balancer learns of it by the requests that get no answer.
      changes.push(server.kill('SIGKILL'), startServer().then(balancer.add))
    },
    async whole() {
      await Promise.all(changes)
      // The last one may have died without a request.
      for (const server of killed) balancer.remove(server)
    },
  }
}

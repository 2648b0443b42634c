/**
 * What something costs at its best, in milliseconds of the processor: other processes on a busy
 * machine do not count. Client and server are in it, as both run in the process of the tests.
 */
export async function costOf(work: () => Promise<unknown>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const begin = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(begin)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

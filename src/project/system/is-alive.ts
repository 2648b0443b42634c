import { isFault } from './fault.js'

/** Whether another process runs under a number. In a container every run may have the same number. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return isFault(error, 'EPERM')
  }
}

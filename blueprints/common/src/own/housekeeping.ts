import type { Task } from '../kit.js'

/** Your jobs. Each server runs them at its start and every hour, each in a transaction of its own. */
export const ownTasks: Task[] = []

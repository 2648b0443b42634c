import { z } from 'zod'

/** In seconds. Balancers mostly drop a connection that is idle for 60: they must be the first. */
const LONGER_THAN_BALANCERS = '75'

/** KEEP_ALIVE_TIMEOUT: for how many seconds a connection may be idle. */
export const keepAliveTimeout = z
  .string()
  .default(LONGER_THAN_BALANCERS)
  .refine(
    (text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= 3600,
    'must be a whole number of seconds, from 1 to 3600',
  )
  .transform(Number)

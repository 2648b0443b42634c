import { expect } from 'vitest'
import { mutationOf } from './flavor.js'
import { PASSWORD } from './people.js'

/** A request that writes. */
export const LOGIN = mutationOf('tokenAuth', { username: 'user2', password: PASSWORD })

/** What it is answered while there is no database to work with; the status is 503. */
export const UNAVAILABLE = {
  errors: [
    {
      message: 'The service is temporarily unavailable.',
      path: ['tokenAuth'],
      locations: [expect.anything()],
      extensions: { code: 'SERVICE_UNAVAILABLE' },
    },
  ],
  data: { tokenAuth: null },
}

/** @param path one that does not ask for GraphQL */
export async function statusOf(url: string, path: string): Promise<number> {
  return (await fetch(`${url}${path}`)).status
}

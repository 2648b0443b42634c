import { z } from 'zod'

/** DATABASE_URL; the default is the database that compose.yaml starts. */
export const databaseUrl = z
  .url({ protocol: /^mysql$/, error: 'must be mysql://USER:PASSWORD@HOST:PORT/NAME' })
  .default('<%= database.url %>')

/** @returns the URL as it is */
export function locate(url: string, _projectFolder: string): string {
  return url
}

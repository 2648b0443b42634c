import type { DatabaseName } from '../../../settings/types.js'

/** What a project says of its database, wherever it speaks of it. */
export interface DatabaseView {
  name: DatabaseName
  isSqlite: boolean
  isMysql: boolean
  /** Whether it does not notice which ids it was given. */
  forgetsIds: boolean
  /** DATABASE_URL where the environment does not say another one. */
  url: string
  /** Lines of package.json, in the order in which they stand between those that every project has. */
  packages: Record<'middle' | 'last' | 'types', string[]>
  /** Packages whose install scripts only look for the binary that they bring. */
  native: string[]
  /** Lines of compose.yaml, and partials of its services. */
  compose: { environment: string[]; mount: string[]; before: string[]; services: string[] }
  /** Partials of the CI workflow. */
  ci: string[]
  /** What .env.example says of DATABASE_URL. */
  example: string
  /** What the README says of it. */
  readme: {
    needs: string
    /** What DATABASE_URL may be. */
    url: string
    start: string[]
    readiness: string
    unavailability: string
    tests: string
    image: string
    /** A partial. */
    backups: string
    reasons: string[]
  }
  /** Where SECURITY.md says that one thing ends. */
  limit: string
}

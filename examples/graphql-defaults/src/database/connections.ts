import type { DataSource, DataSourceOptions, EntityManager } from 'typeorm'

/** The entities and migrations. */
export type Contents = Pick<DataSourceOptions, 'entities' | 'migrations'>

/** The ways to a database. */
export interface Connections {
  /** Warnings about unsafe configuration, one line each. */
  notices: readonly string[]
  /** Sees only committed rows. */
  reader: EntityManager
  /** All of it or nothing. Work that got in the way of another transaction may be done again. */
  transact<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>
  /** Reads in the state of one moment, on a connection of its own, for as long as it takes. */
  snapshot<T>(read: (manager: EntityManager) => Promise<T>): Promise<T>
  /** Works on the tables themselves, while no other process does. */
  alone<T>(work: (source: DataSource) => Promise<T>): Promise<T>
  /** @throws when the database does not answer */
  check(): Promise<void>
  close(): Promise<void>
}

import { onTestFinished } from 'vitest'
import { DATABASES, type DatabaseName } from '../../src/settings/types.js'
import { createMysqlDatabase, hasMysql } from './mysql.js'
import { createDatabase, hasPostgres, type OwnDatabase } from './postgres.js'

interface Server {
  isHere(): Promise<boolean>
  create(): Promise<OwnDatabase>
}

const SERVERS: Record<DatabaseName, Server> = {
  // It needs none: its file is in the project.
  sqlite: { isHere: async () => true, create: async () => ({ url: '', drop: async () => {} }) },
  postgres: { isHere: hasPostgres, create: createDatabase },
  mysql: { isHere: hasMysql, create: createMysqlDatabase },
}

/** The databases whose tests can run here. */
export async function databasesHere(): Promise<DatabaseName[]> {
  const here = await Promise.all(DATABASES.map((name) => SERVERS[name].isHere()))
  return DATABASES.filter((_, index) => here[index])
}

/** Whether tests that need a database can run here. */
export function isHere(name: DatabaseName): Promise<boolean> {
  return SERVERS[name].isHere()
}

/** An empty database that those who ask for it has to drop. */
export function newDatabase(name: DatabaseName): Promise<OwnDatabase> {
  return SERVERS[name].create()
}

/** The address of an empty database for one test; '' for SQLite. */
export async function temporaryUrl(name: DatabaseName): Promise<string> {
  const { url, drop } = await newDatabase(name)
  onTestFinished(drop)
  return url
}

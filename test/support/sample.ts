import { type DatabaseName, FLAVORS, type Flavor } from '../../src/settings/types.js'
import { coinOf, effort } from './effort.js'
import { databasesHere } from './servers.js'

const FIRST: Record<DatabaseName, Flavor> = {
  sqlite: 'graphql',
  postgres: 'relay',
  mysql: 'graphql',
}

/** The flavors that are tried on a database. */
export function flavorsOn(database: DatabaseName): readonly Flavor[] {
  return effort.flavors === FLAVORS.length ? FLAVORS : [FIRST[database]]
}

/** Whether something is tried in a flavor: in both, or in the one that its name decides. */
export function isTried(name: string, flavor: Flavor): boolean {
  return effort.flavors === FLAVORS.length || FLAVORS[coinOf(name)] === flavor
}

/** The servers on which slow things are tried. */
export function slowServers(): readonly Exclude<DatabaseName, 'sqlite'>[] {
  return (['postgres', 'mysql'] as const).slice(0, effort.servers)
}

/** A kind of projects. */
export interface ProjectKind {
  database: DatabaseName
  flavor: Flavor
}

/** The flavors on each database that is here. */
export async function projectKinds(): Promise<ProjectKind[]> {
  const here = await databasesHere()
  return here.flatMap((database) => flavorsOn(database).map((flavor) => ({ database, flavor })))
}

import { type DatabaseName, FLAVORS, type Flavor } from '../../src/settings/types.js'
import { databasesHere } from './servers.js'

/** Whether a run has to end soon: then much of what takes longest is left out. */
export const isSampled = process.env.SAMPLED === '1'

const SAMPLED_FLAVORS: Record<DatabaseName, Flavor> = {
  sqlite: 'graphql',
  postgres: 'relay',
  mysql: 'graphql',
}

/** Both flavors or, in a sample, one of them. */
export function flavorsOn(database: DatabaseName): readonly Flavor[] {
  return isSampled ? [SAMPLED_FLAVORS[database]] : FLAVORS
}

/** By its place in a list: in a sample, each has one flavor by turns. */
export function isTried(index: number, flavor: Flavor): boolean {
  return !isSampled || FLAVORS[index % FLAVORS.length] === flavor
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

import { createHash } from 'node:crypto'

/** How much a run tries: the variable EFFORT says it. */
type Level = 'quick' | 'ci' | 'all'

/** The level of this run. */
const LEVEL = levelOf(process.env.EFFORT)

/** What each level takes: `quick` while you work, `ci` for every change, `all` before a release. */
export const effort = {
  /** Random edits and settings, merged in memory. */
  mergeRuns: take(40, 200, 1000),
  /** The same with projects on disk, each of which takes as long as five in memory. */
  diskRuns: take(10, 20, 200),
  /** Projects with code of their owner's that are compiled after other settings. */
  compiledRuns: take(2, 4, 40),
  /** Random columns that are migrated, on SQLite. */
  migrationRuns: take(100, 200, 1000),
  /** `create` is killed at every nth rename. */
  createKillStep: take(9, 9, 1),
  /** `regenerate` is killed at every nth call that writes. */
  regenerateKillStep: take(7, 3, 1),
  /** Of three pairs of databases, those between which a project moves. */
  databaseMoves: take(1, 3, 3),
  /** Of two flavors, those in which a thing is tried. */
  flavors: take(1, 1, 2),
  /** Of PostgreSQL and MySQL, those on which slow things are tried. */
  servers: take(1, 1, 2),
  /** Histories of settings that PostgreSQL and MySQL get as well as SQLite. */
  allHistoriesOnServers: take(false, false, true),
  /** The tests of the server that PostgreSQL and MySQL get: all, or those that depend on them most. */
  allTestsOnServers: take(false, false, true),
  /** Of three variants with other columns, those that PostgreSQL and MySQL get. */
  columnsOnServers: take(1, 1, 3),
  /** Regenerated projects whose own tests run. */
  shareOfRegenerated: take(0, 0.2, 1),
  /** Shapes of the user model whose own tests run. */
  shareOfOwnTests: take(0.1, 0.22, 1),
  /** Own tests that start processes; they are the same whatever the settings are. */
  ownTestsWithProcesses: take(false, false, true),
  /** Protections that are taken out, one at a time. */
  shareOfProtections: take(0.1, 0.4, 1),
  /** Random requests to a server. */
  fuzzRequests: take(3000, 3000, 10_000),
  /** Random bytes on its connections. */
  fuzzBytes: take(3000, 3000, 20_000),
  /** Random requests with cookies. */
  fuzzCookies: take(1000, 1000, 5000),
  /** How often a server is killed while it writes. */
  serverKills: take(3, 3, 100),
  /** Tests that wait for a minute or more. */
  longWaits: take(false, false, true),
  /** How long three servers are under load while they are killed. */
  loadSeconds: take(20, 20, 120),
  /** Users in the tables of which every query must use an index. */
  manyUsers: take(100_000, 100_000, 1_000_000),
}

function take<Taken extends number | boolean>(quick: Taken, ci: Taken, all: Taken): Taken {
  return { quick, ci, all }[LEVEL]
}

function levelOf(name = 'quick'): Level {
  if (name === 'quick' || name === 'ci' || name === 'all') return name
  throw new Error(`EFFORT is quick, ci or all, not ${name}.`)
}

/**
 * Whether something belongs to a share. Its name decides, so that what is added to a list does not
 * change which others are tried.
 *
 * @param share from 0 for nothing to 1 for everything
 */
export function isInShare(name: string, share: number): boolean {
  return hash(name).readUInt32BE(0) < share * 2 ** 32
}

/** A 0 or a 1 for each name, which has nothing to do with its share. */
export function coinOf(name: string): number {
  return hash(name).readUInt8(8) % 2
}

function hash(name: string): Buffer {
  return createHash('sha256').update(name).digest()
}

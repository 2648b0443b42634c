import type { Logger } from 'typeorm'
import { z } from 'zod'
import type { App } from '../../../src/app.js'

/** What was sent to PostgreSQL. */
interface Statement {
  sql: string
  parameters: unknown[]
}

/** What happened while something was done. */
export interface Course {
  plans: Plan[]
  milliseconds: number
}

/** How PostgreSQL carried a statement out. */
export interface Plan {
  /** Its steps, the later ones first, each with the rows that came out of it. */
  steps: string[]
  /** The indexes that were used. */
  indexes: string[]
  /** The tables that were read from the first row on. */
  scanned: string[]
  /** How many rows were looked at, also those that did not fit. */
  rows: number
  milliseconds: number
}

/** Does something, and asks for the plan of each statement of the server that had to find rows. */
export async function courseOf(app: App, work: () => Promise<unknown>): Promise<Course> {
  const begin = performance.now()
  const statements = await statementsOf(app, work)
  const milliseconds = performance.now() - begin
  const plans: Plan[] = []
  for (const statement of statements.filter(looksForRows)) {
    plans.push(await planOf(app, statement))
  }
  return { plans, milliseconds }
}

/** Writes down every statement of a server while something happens. */
export async function statementsOf(app: App, work: () => Promise<unknown>): Promise<Statement[]> {
  const source = app.database.reader.dataSource
  const { logger } = source
  const statements: Statement[] = []
  source.logger = { ...silent, logQuery: (sql, values) => statements.push(statement(sql, values)) }
  try {
    await work()
  } finally {
    source.logger = logger
  }
  return statements
}

function looksForRows({ sql }: Statement): boolean {
  return /^(SELECT|UPDATE|DELETE)/.test(sql)
}

/** Carries a statement out once more, and takes back what it did. */
async function planOf(app: App, { sql, parameters }: Statement): Promise<Plan> {
  const runner = app.database.reader.dataSource.createQueryRunner()
  await runner.startTransaction()
  try {
    const explain = `EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT JSON) ${sql}`
    const [row] = explained.parse(await runner.query(explain, parameters))
    return toPlan(row)
  } finally {
    await runner.rollbackTransaction()
    await runner.release()
  }
}

const silent: Logger = {
  logQuery: () => {},
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
}

function statement(sql: string, values: unknown): Statement {
  return { sql, parameters: Array.isArray(values) ? values : [] }
}

const node = z.object({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Rows Removed by Filter': z.number().default(0),
  'Rows Removed by Index Recheck': z.number().default(0),
  get Plans() {
    return z.array(node).default([])
  },
})

type Node = z.output<typeof node>

const explained = z.tuple([
  z.object({
    'QUERY PLAN': z.tuple([z.object({ Plan: node, 'Execution Time': z.number() })]),
  }),
])

function toPlan({ 'QUERY PLAN': [top] }: z.output<typeof explained>[0]): Plan {
  const nodes = flat(top.Plan, 0)
  return {
    steps: nodes.map(({ node, depth }) => '  '.repeat(depth) + describe(node)),
    indexes: nodes.flatMap(({ node }) => node['Index Name'] ?? []),
    scanned: nodes.flatMap(({ node }) =>
      node['Node Type'] === 'Seq Scan' ? (node['Relation Name'] ?? []) : [],
    ),
    rows: nodes.reduce((sum, { node }) => sum + rowsRead(node), 0),
    milliseconds: top['Execution Time'],
  }
}

function flat(node: Node, depth: number): { node: Node; depth: number }[] {
  return [{ node, depth }, ...node.Plans.flatMap((below) => flat(below, depth + 1))]
}

/** Of a step that reads a table or an index; others are handed what those have read. */
function rowsRead(node: Node): number {
  if (!node['Node Type'].includes('Scan')) return 0
  const out = node['Rows Removed by Filter'] + node['Rows Removed by Index Recheck']
  return (node['Actual Rows'] + out) * node['Actual Loops']
}

function describe(node: Node): string {
  const index = node['Index Name'] ? ` using ${node['Index Name']}` : ''
  const table = node['Relation Name'] ? ` on ${node['Relation Name']}` : ''
  const rows = node['Actual Rows'] * node['Actual Loops']
  const out = node['Rows Removed by Filter'] * node['Actual Loops']
  const left = out > 0 ? `, ${out} left out` : ''
  return `${node['Node Type']}${index}${table} (${rows} ${rows === 1 ? 'row' : 'rows'}${left})`
}

import { DataSource } from 'typeorm'

/** The SQL that would still have to run before the tables are what the entities say. */
export async function driftOf(source: DataSource): Promise<string[]> {
  if (!(await isMariaDb(source))) return queriesOf(source)
  // Its catalog has other texts than that of MySQL, and TypeORM reads them by the type.
  const { options } = source
  const own = new DataSource(Object.assign({}, options, { type: 'mariadb' as const }))
  await own.initialize()
  try {
    return await queriesOf(own)
  } finally {
    await own.destroy()
  }
}

async function queriesOf({ driver }: DataSource): Promise<string[]> {
  const { upQueries } = await driver.createSchemaBuilder().log()
  return upQueries.map(({ query }) => query)
}

async function isMariaDb(source: DataSource): Promise<boolean> {
  if (source.options.type !== 'mysql') return false
  const [found] = await source.query<{ version: string }[]>('SELECT VERSION() AS "version"')
  return found?.version.includes('MariaDB') ?? false
}

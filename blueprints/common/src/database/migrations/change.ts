import type { MigrationInterface, QueryRunner } from 'typeorm'
<%_ if (migration.refuses) { _%>
import { StartError } from '<%= migration.source %>/settings/start-error.js'
<%_ } _%>

/** <%= migration.purpose %> */
export class <%= migration.className %> implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
<%- include('lines.ejs', { lines: migration.up, indent: '' }) -%>
  }

  async down(runner: QueryRunner): Promise<void> {
<%- include('lines.ejs', { lines: migration.down, indent: '' }) -%>
  }
}
<%_ if (migration.refuses) { _%>

/** @throws StartError when there are such rows: no value is made up or thrown away */
async function refuseIfAny(runner: QueryRunner, rows: string, reason: string): Promise<void> {
  const [found]: { count: number }[] = await runner.query(
    `SELECT CAST(COUNT(*) AS integer) AS "count" FROM ${rows}`,
  )
  if (!found || found.count === 0) return
  throw new StartError([
    `<%= migration.className %>: ${found.count} ${reason}`,
    'Nothing of this migration was kept',
  ])
}
<%_ } _%>
<%_ if (migration.fillsKeys) { _%>

/** What keeps names unique however they are typed: `Bob` and `bob` cannot both exist. */
async function fillKey(
  runner: QueryRunner,
  { column, of }: { column: string; of: string },
): Promise<void> {
  const users: { id: number; name: string }[] = await runner.query(
    `SELECT "id", "${of}" AS "name" FROM "users"`,
  )
  for (const { id, name } of users) {
    const key = name.normalize('NFKC').trim().toLowerCase()
    await runner.query(`UPDATE "users" SET "${column}" = <%= migration.parameters.key %> WHERE "id" = <%= migration.parameters.id %>`, [key, id])
  }
}
<%_ } _%>

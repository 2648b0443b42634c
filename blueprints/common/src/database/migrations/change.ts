import type { MigrationInterface, QueryRunner } from 'typeorm'
import { StartError } from '<%= migration.source %>/errors/start-error.js'

/** <%= migration.purpose %> */
export class <%= migration.className %> implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
<%- include('lines.ejs', { lines: migration.up, indent: '' }) -%>
  }

  async down(runner: QueryRunner): Promise<void> {
<%- include('lines.ejs', { lines: migration.down, indent: '' }) -%>
  }
}
<%_ for (const helper of migration.helpers) { _%>

<%- helper %>
<%_ } _%>

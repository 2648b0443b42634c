import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Creates the tables of a new project. */
export class Initial<%= migration.timestamp %> implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "users" (
<%_ for (const column of user.sqlColumns) { _%>
        <%= column %>
<%_ } _%>
      )<%= types.tableOptions %>
    `)
<%_ for (const index of user.uniqueIndexes) { _%>
    await runner.query<%= index %>
<%_ } _%>
<%= indexes.closed.statement %>

    await runner.query(`
      CREATE TABLE "user_status" (
        "user_id" integer PRIMARY KEY NOT NULL,
        "verified" boolean NOT NULL DEFAULT <%= types.false %>,
        "archived" boolean NOT NULL DEFAULT <%= types.false %>,
        "secondary_email" varchar(254),
        CONSTRAINT "user_status_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") <%= types.cascade %>
      )<%= types.tableOptions %>
    `)
<%= indexes.archived.statement %>
<%= indexes.unverified.statement %>

    await runner.query(`
      CREATE TABLE "email_claims" (
        "address" varchar(254) PRIMARY KEY NOT NULL,
        "user_id" integer NOT NULL,
        "kind" varchar(9) NOT NULL,
        CONSTRAINT "email_claims_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") <%= types.cascade %>
      )<%= types.tableOptions %>
    `)
    await runner.query(
      'CREATE UNIQUE INDEX "email_claims_user_kind" ON "email_claims" ("user_id", "kind")',
    )

    await runner.query(`
      CREATE TABLE "sessions" (
        "id" varchar(36) PRIMARY KEY NOT NULL,
        "user_id" integer NOT NULL,
        "created_at" <%= types.dateTime %> NOT NULL,
        "last_used_at" <%= types.dateTime %> NOT NULL,
        "ip" varchar(45) NOT NULL,
        "user_agent" varchar(255) NOT NULL,
        CONSTRAINT "sessions_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") <%= types.cascade %>
      )<%= types.tableOptions %>
    `)
    await runner.query('CREATE INDEX "sessions_user_id" ON "sessions" ("user_id")')

<%_ if (hasRefreshTokens) { _%>
<%- include('refresh-tokens-table.ejs') -%>

<%_ } _%>
    await runner.query(`
      CREATE TABLE "mail_tokens" (
        "hash" varchar(64) PRIMARY KEY NOT NULL,
        "purpose" varchar(20) NOT NULL,
        "user_id" integer NOT NULL,
        "address" varchar(254) NOT NULL,
        "expires_at" <%= types.dateTime %> NOT NULL,
        "used_at" <%= types.dateTime %>,
        CONSTRAINT "mail_tokens_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") <%= types.cascade %>
      )<%= types.tableOptions %>
    `)
    await runner.query(
      'CREATE INDEX "mail_tokens_user_purpose" ON "mail_tokens" ("user_id", "purpose")',
    )

    await runner.query(`
      CREATE TABLE "outbox_mails" (
        "id" <%= types.identity %>,
        "kind" varchar(30) NOT NULL,
        "recipient" varchar(254) NOT NULL,
        "user_id" integer NOT NULL,
        "user" text NOT NULL,
        "token_seed" varchar(64),
        "ip" varchar(45) NOT NULL,
        "user_agent" varchar(255) NOT NULL,
        "created_at" <%= types.dateTime %> NOT NULL,
        "attempts" integer NOT NULL DEFAULT (0),
        "next_attempt_at" <%= types.dateTime %> NOT NULL,
        "dead_at" <%= types.dateTime %>,
        "reason" varchar(255)
      )<%= types.tableOptions %>
    `)
<%= indexes.waiting.statement %>
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of <%= migration.tables %>) {
      await runner.query(`DROP TABLE "${table}"`)
    }
  }
}

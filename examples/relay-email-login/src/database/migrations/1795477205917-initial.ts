import type { MigrationInterface, QueryRunner } from 'typeorm'

/** The tables of a new project. */
export class Initial1795477205917 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE "users" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "password" varchar(255) NOT NULL,
        "last_login" datetime,
        "is_superuser" boolean NOT NULL DEFAULT (0),
        "first_name" varchar(150) NOT NULL DEFAULT (''),
        "last_name" varchar(150) NOT NULL DEFAULT (''),
        "email" varchar(254) NOT NULL,
        "is_staff" boolean NOT NULL DEFAULT (0),
        "is_active" boolean NOT NULL DEFAULT (1),
        "date_joined" datetime NOT NULL,
        "phone" varchar(255)
      )
    `)
    await runner.query('CREATE INDEX "users_closed" ON "users" ("id") WHERE "is_active" = false')

    await runner.query(`
      CREATE TABLE "user_status" (
        "user_id" integer PRIMARY KEY NOT NULL,
        "verified" boolean NOT NULL DEFAULT (0),
        "archived" boolean NOT NULL DEFAULT (0),
        "secondary_email" varchar(254),
        CONSTRAINT "user_status_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
      )
    `)
    await runner.query(
      'CREATE INDEX "user_status_archived" ON "user_status" ("user_id") WHERE "archived" = true',
    )
    await runner.query(
      'CREATE INDEX "user_status_unverified" ON "user_status" ("user_id") WHERE "verified" = false',
    )

    await runner.query(`
      CREATE TABLE "email_claims" (
        "address" varchar(254) PRIMARY KEY NOT NULL,
        "user_id" integer NOT NULL,
        "kind" varchar(9) NOT NULL,
        CONSTRAINT "email_claims_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
      )
    `)
    await runner.query(
      'CREATE UNIQUE INDEX "email_claims_user_kind" ON "email_claims" ("user_id", "kind")',
    )

    await runner.query(`
      CREATE TABLE "sessions" (
        "id" varchar(36) PRIMARY KEY NOT NULL,
        "user_id" integer NOT NULL,
        "created_at" datetime NOT NULL,
        "last_used_at" datetime NOT NULL,
        "ip" varchar(45) NOT NULL,
        "user_agent" varchar(255) NOT NULL,
        CONSTRAINT "sessions_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
      )
    `)
    await runner.query('CREATE INDEX "sessions_user_id" ON "sessions" ("user_id")')

    await runner.query(`
      CREATE TABLE "refresh_tokens" (
        "hash" varchar(64) PRIMARY KEY NOT NULL,
        "session_id" varchar(36) NOT NULL,
        "created_at" datetime NOT NULL,
        "replaced_at" datetime,
        CONSTRAINT "refresh_tokens_session_fk" FOREIGN KEY ("session_id") REFERENCES "sessions" ("id") ON DELETE CASCADE
      )
    `)
    await runner.query(
      'CREATE INDEX "refresh_tokens_session_id" ON "refresh_tokens" ("session_id")',
    )

    await runner.query(`
      CREATE TABLE "mail_tokens" (
        "hash" varchar(64) PRIMARY KEY NOT NULL,
        "purpose" varchar(20) NOT NULL,
        "user_id" integer NOT NULL,
        "address" varchar(254) NOT NULL,
        "expires_at" datetime NOT NULL,
        "used_at" datetime,
        CONSTRAINT "mail_tokens_user_fk" FOREIGN KEY ("user_id") REFERENCES "users" ("id") ON DELETE CASCADE
      )
    `)
    await runner.query(
      'CREATE INDEX "mail_tokens_user_purpose" ON "mail_tokens" ("user_id", "purpose")',
    )

    await runner.query(`
      CREATE TABLE "outbox_mails" (
        "id" integer PRIMARY KEY AUTOINCREMENT NOT NULL,
        "kind" varchar(30) NOT NULL,
        "recipient" varchar(254) NOT NULL,
        "user_id" integer NOT NULL,
        "user" text NOT NULL,
        "token_seed" varchar(64),
        "ip" varchar(45) NOT NULL,
        "user_agent" varchar(255) NOT NULL,
        "created_at" datetime NOT NULL,
        "attempts" integer NOT NULL DEFAULT (0),
        "next_attempt_at" datetime NOT NULL,
        "dead_at" datetime,
        "reason" varchar(255)
      )
    `)
    await runner.query(`
      CREATE INDEX "outbox_mails_next_attempt_at" ON "outbox_mails" ("next_attempt_at")
      WHERE "dead_at" IS NULL
    `)
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'outbox_mails',
      'mail_tokens',
      'refresh_tokens',
      'sessions',
      'email_claims',
      'user_status',
      'users',
    ]) {
      await runner.query(`DROP TABLE "${table}"`)
    }
  }
}

import { expect, test } from 'vitest'
import { effort, isInShare } from '../support/effort.js'
import { failuresWithout, type Protection } from '../support/removal.js'

/** What would hurt most if it were lost, and how it is lost. */
const PROTECTIONS: Record<string, Protection> = {
  'tokens of mails work once': {
    file: 'src/mail/mail-tokens.ts',
    remove: '    { hash, usedAt: IsNull() },',
    leave: '    { hash },',
    test: 'wire/secondary-email.test.ts',
    name: 'S5',
  },
  'tokens of mails work once at the same time, too': {
    file: 'src/mail/mail-tokens.ts',
    remove: '    { hash, usedAt: IsNull() },',
    leave: '    { hash },',
    test: 'robustness/races.test.ts',
    name: 'S2',
  },
  'a new password kills older links': {
    file: 'src/accounts/users.ts',
    remove: 'await revokeMailTokens(request.app, manager, user, WAYS_IN)',
    test: 'security/mail-tokens.test.ts',
    name: 'S3',
  },
  'an activation is for the address that it was mailed to': {
    file: 'src/mutations/verify-account.ts',
    remove: 'if (!isPrimary) throw nonFieldError(problems.invalidToken)',
    test: 'security/mail-tokens.test.ts',
    name: 'S4',
  },
  'an address belongs to one account': {
    file: 'src/accounts/emails.ts',
    remove: 'await manager.insert(EmailClaim, claimsOf(app, user))',
    leave: "await manager.upsert(EmailClaim, claimsOf(app, user), ['address'])",
    test: 'robustness/races.test.ts',
    name: 'S46',
  },
  'tokens are good for one purpose': {
    file: 'src/mail/mail-tokens.ts',
    remove: 'row.purpose !== purpose || isUsed',
    leave: 'isUsed',
    test: 'security/purpose.test.ts',
    name: 'S7',
  },
  'tokens are stored as hashes only': {
    file: 'src/crypto/tokens.ts',
    remove: "return createHash('sha256').update(token).digest('hex')",
    leave: 'return token',
    test: 'security/mail-secrets.test.ts',
    name: 'S8',
  },
  'a stolen refresh token ends its session': {
    file: 'src/auth/stolen-token.ts',
    remove: 'await endSession(manager, session.id)',
    test: 'security/refresh.test.ts',
    name: 'S13',
  },
  'a new password ends every session': {
    file: 'src/accounts/users.ts',
    remove: `  await endSessions(manager, user)
  await revokeMailTokens(request.app`,
    leave: '  await revokeMailTokens(request.app',
    test: 'security/sessions-end.test.ts',
    name: 'S17',
  },
  'a login with a password that was replaced meanwhile comes to nothing': {
    file: 'src/mutations/token-auth.ts',
    remove: '{ id: user.id, password: user.password, isActive: true },',
    leave: '{ id: user.id },',
    test: 'security/sessions-end.test.ts',
    name: 'S18',
  },
  'tokens are signed with the one algorithm': {
    file: 'src/sessions/access-token.ts',
    remove: 'algorithms: [GRAPHQL_JWT.JWT_ALGORITHM],',
    test: 'security/jwt.test.ts',
    name: 'S21',
  },
  'tokens expire': {
    file: 'src/sessions/access-token.ts',
    remove: "if (!sub || !exp || typeof sid !== 'string') throw new TokenError('invalid')",
    leave: "if (!sub || typeof sid !== 'string') throw new TokenError('invalid')",
    test: 'security/jwt.test.ts',
    name: 'S24',
  },
  'passwords are taken whole or not at all': {
    file: 'src/passwords/hashing.ts',
    remove: 'isUnicode(password) && Buffer.byteLength(password) <= maxBytes',
    leave: 'isUnicode(password)',
    test: 'security/passwords.test.ts',
    name: 'S41',
  },
  'names in mails are escaped': {
    file: 'src/mail/templates.ts',
    remove: 'return compile(file, ejs.escapeXML)',
    leave: 'return compile(file, (text) => text)',
    test: 'security/templates.test.ts',
    name: 'S49',
  },
  'passwords cannot be guessed without end': {
    file: 'src/throttle/throttle.ts',
    remove: 'throw new TooManyAttempts(tally, counted.seconds, counted.isFirst)',
    leave: 'return async () => undefined',
    test: 'security/throttle.test.ts',
    name: 'S33',
  },
  'tokens are counted before a document is parsed': {
    file: 'src/graphql/limits.ts',
    remove: 'if (count >= limit) throw',
    leave: 'if (count < 0) throw',
    test: 'security/limits.test.ts',
    name: 'S56',
  },
  'operations have a size': {
    file: 'src/graphql/limits.ts',
    remove: 'if (found[name] > limits[name]) throw',
    leave: 'if (found[name] < 0) throw',
    test: 'security/limits.test.ts',
    name: 'S56',
  },
  'a body has a size': {
    file: 'src/graphql/yoga.ts',
    remove: '...(limits && { maxRequestBodySize: limits.bodyBytes }),',
    test: 'security/limits.test.ts',
    name: 'S42: 10 MB',
  },
  'only JSON is taken': {
    file: 'src/graphql/json-requests.ts',
    remove: 'if (!MEDIA_TYPES.includes(mediaType.trim().toLowerCase())) {',
    leave: "if (mediaType === 'image/png') {",
    test: 'security/requests.test.ts',
    name: 'S60',
  },
  'the schema is for those who have it': {
    file: 'src/graphql/yoga.ts',
    remove: '...(introspection ? [] : [noIntrospectionPlugin]),',
    test: 'security/start.test.ts',
    name: 'S26',
  },
  'typos are not answered with names of the schema': {
    file: 'src/graphql/errors.ts',
    remove: "mode === 'development' ? error.message : withoutSuggestion(error.message)",
    leave: "mode === 'test' ? error.message : withoutSuggestion(error.message)",
    test: 'security/requests.test.ts',
    name: 'S56',
  },
  'what is unexpected is not told': {
    file: 'src/graphql/errors.ts',
    remove: "return new GraphQLError('Unexpected error.', {",
    leave: 'return new GraphQLError(String(cause), {',
    test: 'security/faults.test.ts',
    name: 'S52',
  },
  'the log has no values of statements': {
    file: 'src/log.ts',
    remove: '? { type: error.name, message: error.message, stack: error.stack }',
    leave: '? { ...error, message: error.message, stack: error.stack }',
    test: 'security/log.test.ts',
    name: 'S60',
  },
  'a locked database does not stop the process': {
    file: 'src/database/sqlite-writer.ts',
    remove: '        } finally {\n          await waitForLocks(0)',
    leave: '        } finally {',
    test: 'security/faults.test.ts',
    name: 'S59: reads are answered',
  },
  'nothing is written into a file that is gone': {
    file: 'src/database/sqlite-writer.ts',
    remove: '      requireFile()\n',
    test: 'sqlite/file.test.ts',
    name: 'S59: /ready says when',
  },
  'what SQLite has rolled back by itself is over': {
    file: 'src/database/sqlite-writer.ts',
    remove: '.catch(() => writer.destroy())',
    leave: '.catch(() => {})',
    test: 'security/faults.test.ts',
    name: 'S59: as where there is no transaction',
  },
  'a client that does not go on cannot keep the process': {
    file: 'src/main.ts',
    remove: 'setTimeout(() => server.closeAllConnections(), STOP_TIMEOUT).unref()',
    test: 'security/faults.test.ts',
    name: 'S59: does not wait forever',
  },
  'users see themselves only': {
    file: 'src/queries/visibility.ts',
    remove: "  if (visible === 'everybody') return query\n",
    leave: '  if (visible !== null) return query\n',
    test: 'security/access.test.ts',
    name: 'S54',
  },
}

/** Each takes out what holds it, and runs a project without it. */
const tried = Object.entries(PROTECTIONS).filter(([what]) =>
  isInShare(what, effort.shareOfProtections),
)

test.each(tried)('a test notices when it is lost that %s', async (_what, lost) => {
  const failures = await failuresWithout(lost)
  expect(failures).toContainEqual(expect.stringMatching(`${lost.name}\\b`))
})

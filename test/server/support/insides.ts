/** What no answer may tell: stacks, statements, tables, paths, codes of systems and databases. */
export const INSIDES = new RegExp(
  [
    ...['\\bat \\/', '\\.[jt]s:\\d', 'node_modules', '<anonymous>', 'QueryFailed'],
    ...['SELECT ', 'INSERT ', 'user_status', 'relation "', 'violates', 'duplicate key'],
    ...['no such (table|column)', 'SQLITE', 'syntax error at', 'byte sequence', 'out of range for'],
    ...['Duplicate entry', 'Unknown column', 'error in your SQL', "doesn't exist", '\\bER_[A-Z]'],
    ...['Deadlock found', 'Lock wait timeout', 'Data too long', '[Ii]ncorrect \\w+ value: '],
    ...['\\bE(ACCES|CONN\\w+|NOENT|PIPE)\\b'],
  ].join('|'),
)

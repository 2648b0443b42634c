import { expect, it, onTestFinished } from 'vitest'
import { openConnection } from '../../../src/database/sqlite-connection.js'

/** A connection with a table of its own, and no tables of the server. */
async function openTable() {
  const source = await openConnection(':memory:', { entities: [], migrations: [] })
  onTestFinished(() => source.destroy())
  await source.query('CREATE TABLE things (name text, size integer)')
  return source
}

it.each([
  ["INSERT INTO things VALUES ('a', 1); INSERT INTO things VALUES ('b', 2)"],
  ["INSERT INTO things VALUES ('a;', 1) ;; DELETE FROM things"],
  ['CREATE TABLE other (a text);\nCREATE INDEX b ON other (a);'],
])('two statements are refused, and nothing is done: %s', async (sql) => {
  const source = await openTable()
  await expect(source.query(sql)).rejects.toThrow('one statement at a time')
  expect(await source.query('SELECT name FROM sqlite_master')).toEqual([{ name: 'things' }])
  expect(await source.query('SELECT name FROM things')).toEqual([])
})

it.each([
  ["INSERT INTO things VALUES ('it''s; ?', 1);"],
  ['INSERT INTO things VALUES (NULL, 1) -- one; ? :name'],
  ["INSERT INTO things VALUES ('@a', 1); /* done; ?\n */ ;"],
  [
    `CREATE TRIGGER "later; ?" AFTER INSERT ON things
     BEGIN DELETE FROM things WHERE size < 0; DELETE FROM things WHERE size > 9; END;`,
  ],
])('what only looks like two statements or like a parameter is none: %s', async (sql) => {
  const source = await openTable()
  await source.query(sql)
})

it.each([
  ['SELECT ? AS a, ? AS b', [1]],
  ['SELECT ?2 AS a', [1]],
  ['DELETE FROM things WHERE name IS NOT :name', []],
  ['UPDATE things SET name = ? WHERE size = @size', ['b']],
])('a value that is missing is not NULL: %s', async (sql, values) => {
  const source = await openTable()
  await source.query("INSERT INTO things VALUES ('a', 1)")
  await expect(source.query(sql, values)).rejects.toThrow(/needs \d values, but got \d/)
  expect(await source.query('SELECT name FROM things')).toEqual([{ name: 'a' }])
})

it('one value serves where it is named by its number', async () => {
  const source = await openTable()
  expect(await source.query('SELECT ?1 AS a, ?1 AS b', ['x'])).toEqual([{ a: 'x', b: 'x' }])
})

it.each([
  ['a text with U+0000', 'a\0b'],
  ['an object', { name: 'a' }],
  ['a list', ['a']],
  ['a date', new Date(0)],
  ['undefined', undefined],
])('%s is refused and not stored as something else', async (_what, value) => {
  const source = await openTable()
  await expect(source.query('INSERT INTO things (name) VALUES (?)', [value])).rejects.toThrow(
    'SQLite',
  )
  expect(await source.query('SELECT name FROM things')).toEqual([])
})

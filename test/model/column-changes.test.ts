import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ColumnChange, diffColumns, reverse } from '../../src/model/column-changes.js'
import type { Column } from '../../src/model/columns.js'
import { tables } from '../support/columns.js'

const phone: Column = {
  ...{ name: 'phone', type: 'String', maxLength: 30, nullable: false },
  ...{ unique: false, default: null, keyOf: null },
}

function byName(columns: readonly Column[]): Column[] {
  return columns.toSorted((one, other) => (one.name < other.name ? -1 : 1))
}

/** The table after changes of `diffColumns` were made. */
function applyChanges(columns: readonly Column[], changes: readonly ColumnChange[]): Column[] {
  return changes.reduce<Column[]>(applyChange, [...columns])
}

function applyChange(columns: Column[], change: ColumnChange): Column[] {
  switch (change.kind) {
    case 'drop':
      return columns.filter(({ name }) => name !== change.column.name)
    case 'rename':
      return columns.map((column) => ({
        ...column,
        name: newName(column.name, change),
        keyOf: column.keyOf === null ? null : newName(column.keyOf, change),
      }))
    case 'add':
      return [...columns, change.column]
    case 'alter':
      return columns.map((column) => (column.name === change.after.name ? change.after : column))
  }
}

function newName(name: string, { from, to }: Extract<ColumnChange, { kind: 'rename' }>): string {
  return name === from.name ? to : name
}

describe('laws', () => {
  test('changes lead from one table to the other', () => {
    fc.assert(
      fc.property(tables, ({ before, after, renames }) => {
        const changes = diffColumns(before, after, renames)
        expect(byName(applyChanges(before, changes))).toEqual(byName(after))
      }),
    )
  })

  test('changes back lead back', () => {
    fc.assert(
      fc.property(tables, ({ before, after, renames }) => {
        const back = diffColumns(after, before, reverse(renames))
        expect(byName(applyChanges(after, back))).toEqual(byName(before))
      }),
    )
  })

  test('a table differs from itself in nothing', () => {
    fc.assert(
      fc.property(tables, ({ before }) => {
        expect(diffColumns(before, before)).toEqual([])
      }),
    )
  })
})

describe('diffColumns', () => {
  test('does not guess renames', () => {
    const mobile = { ...phone, name: 'mobile' }
    expect(diffColumns([phone], [mobile])).toEqual([
      { kind: 'drop', column: phone },
      { kind: 'add', column: mobile },
    ])
  })

  test('takes a key along with the column that it is made of', () => {
    const keyOf = (name: string): Column => ({ ...phone, name: `${name}_key`, keyOf: name })
    const before = [{ ...phone, name: 'username' }, keyOf('username')]
    const after = [{ ...phone, name: 'nickname' }, keyOf('nickname')]
    const renames = new Map([
      ['username', 'nickname'],
      ['username_key', 'nickname_key'],
    ])
    const changes = diffColumns(before, after, renames)
    expect(changes.map(({ kind }) => kind)).toEqual(['rename', 'rename'])
    expect(applyChanges(before, changes)).toEqual(after)
  })

  test('renames before it alters', () => {
    const mobile = { ...phone, name: 'mobile', maxLength: 40 }
    const renames = new Map([['phone', 'mobile']])
    expect(diffColumns([phone], [mobile], renames)).toEqual([
      { kind: 'rename', from: phone, to: 'mobile' },
      { kind: 'alter', before: { ...phone, name: 'mobile' }, after: mobile },
    ])
  })
})

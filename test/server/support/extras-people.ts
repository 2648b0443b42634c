import { type Person, person } from './people.js'

const verified = { verified: true }
const extras = { phone: '555-0', luckyNumber: 0, birthday: '1990-01-01' }

/** Three who differ in the extra fields of the project. */
export const EXTRAS_PEOPLE: readonly Person[] = [
  person('user1', verified, {
    ...extras,
    phone: 'Ext-A',
    luckyNumber: 3,
    height: 1.75,
    trialEnds: '2026-05-01T10:00:00Z',
  }),
  person('user2', verified, { ...extras, luckyNumber: -2, newsletter: true }),
  person('user3', verified, {
    ...extras,
    phone: '100%a',
    luckyNumber: 9,
    birthday: '2001-12-31',
    height: 2,
    trialEnds: '2026-06-01T00:00:00+02:00',
  }),
]

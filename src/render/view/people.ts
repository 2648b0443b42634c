import { type UserField, type UserModel, usernameKey } from '../../model/user-model.js'
import { bracketed } from '../layout.js'

/** Django's names of the fields that a password must not resemble. */
const LABELS: Readonly<Record<string, string>> = { email: 'email address' }

/** What a password is compared with, in the order in which it is looked at. */
export function personalFields(model: UserModel): { datum: string }[] {
  const named = (name: string) => model.fields.filter((field) => field.name === name)
  const username = model.hasUsername ? [model.username] : []
  return [...username, ...named('firstName'), ...named('lastName'), model.email].map(
    ({ name, label }) => {
      const members = [`value: user.${name} ?? ''`, `label: '${LABELS[name] ?? label}'`]
      return { datum: bracketed('{}', members, { indent: 4, after: ',' }) }
    },
  )
}

/** The fields that no two users may share, beside the e-mail, and how a value is looked up. */
export function uniqueFields(
  model: UserModel,
): { name: string; label: string; condition: string }[] {
  const username = model.hasUsername ? [withKey(model)] : []
  const extras = model.extras.filter(({ unique }) => unique)
  return [...username, ...extras.map(asItIs)]
}

function withKey(model: UserModel) {
  const { name, label } = model.username
  const key = usernameKey(model).name
  const before = `${key}: canonicalUsername`
  const value = bracketed('()', [`values.${name} ?? ''`], { before, indent: 6, after: ',' })
  return { name, label, condition: before + value }
}

function asItIs({ name, label, nullable }: UserField) {
  return { name, label, condition: `${name}: values.${name}${nullable ? ' ?? undefined' : ''}` }
}

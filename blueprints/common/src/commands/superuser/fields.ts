import { email, optional, password, text, username } from '../../forms/fields.js'
import { cleanFields } from '../../forms/form.js'
import { dateTimeText, dayText, numberText, truthText } from './typed-texts.js'

/** What a superuser may be given, by the names of the settings. All of it comes as text. */
export const profileFields = {
<%- include('lines.ejs', { lines: superuser.lines, indent: '  ' }) -%>
}

/** The password, typed twice. */
export const passwordFields = { password1: password(), password2: password() }

/** The name of a field of `profileFields`. */
export type ProfileField = keyof typeof profileFields

/** Texts by the name of the field. */
export type Texts = Partial<Record<ProfileField, string>>

/** The names of all fields. */
export const PROFILE_FIELDS = Object.keys(profileFields).filter(isProfileField)

/** The fields that no user can be without. */
export const NEEDED_FIELDS = PROFILE_FIELDS.filter(
  (name) => name in cleanFields(profileFields, {}).errors,
)

/** What the superuser logs in with. */
export const LOGIN_FIELD = '<%= username.name %>'

/** Whether an account may have no password yet, as after register (ALLOW_PASSWORDLESS_REGISTRATION). */
export const isPasswordNeeded: boolean = <%= superuser.isPasswordNeeded %>

/** The flags, as the help lists them. */
export const FLAG_HELP = <%= superuser.help %>

function isProfileField(name: string): name is ProfileField {
  return name in profileFields
}

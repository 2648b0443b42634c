import { email, optional, password, text } from '../../forms/fields.js'
import { cleanFields } from '../../forms/form.js'

/** What a superuser may be given, by the names of the settings. All of it comes as text. */
export const profileFields = {
  email: email({ maxLength: 254 }),
  phone: optional(text({ maxLength: 255, blank: true })),
  firstName: optional(text({ maxLength: 150, blank: true })),
  lastName: optional(text({ maxLength: 150, blank: true })),
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
export const LOGIN_FIELD = 'email'

/** Whether an account may have no password yet, as after register (ALLOW_PASSWORDLESS_REGISTRATION). */
export const isPasswordNeeded: boolean = true

/** The flags, as the help lists them. */
export const FLAG_HELP = [
  '  --email      String, required',
  '  --phone      String',
  '  --firstName  String',
  '  --lastName   String',
  '  --no-input   ask for nothing: what is missing is an error',
  '  -h, --help   show this help',
]

function isProfileField(name: string): name is ProfileField {
  return name in profileFields
}

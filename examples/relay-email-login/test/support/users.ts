/** The credentials of a user. */
export interface Credentials {
  email: string
  password: string
}

/** The password of all users in fixtures/users.json. */
export const PASSWORD = '123456'

// The users of fixtures/users.json: the first is not verified, the third is archived, the fourth
// has a secondary e-mail.
export const user1: Credentials = { email: 'user1@email.com', password: PASSWORD }
export const user2: Credentials = { email: 'user2@email.com', password: PASSWORD }
export const user3: Credentials = { email: 'user3@email.com', password: PASSWORD }
export const user4: Credentials = { email: 'user4@email.com', password: PASSWORD }

/** Who registers: the arguments for that. */
export const newUser = {
  phone: 'phone 0',
  email: 'new_user@email.com',
  password1: 'supersecretpassword',
  password2: 'supersecretpassword',
}

/** What the new user logs in with. */
export const newCredentials: Credentials = {
  email: 'new_user@email.com',
  password: 'supersecretpassword',
}

/** The arguments of a user who sets another password. */
export const newPassword = {
  newPassword1: 'correct horse battery',
  newPassword2: 'correct horse battery',
}

/** A change of a user's own account. */
export const change = { firstName: 'Joe' }

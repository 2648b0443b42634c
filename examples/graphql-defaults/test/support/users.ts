/** The credentials of a user. */
export interface Credentials {
  username: string
  password: string
}

/** The password of all users in fixtures/users.json. */
export const PASSWORD = '123456'

// The users of fixtures/users.json: the first is not verified, the third is archived, the fourth
// has a secondary e-mail.
export const user1: Credentials = { username: 'user1', password: PASSWORD }
export const user2: Credentials = { username: 'user2', password: PASSWORD }
export const user3: Credentials = { username: 'user3', password: PASSWORD }
export const user4: Credentials = { username: 'user4', password: PASSWORD }

/** Who registers: the arguments for that. */
export const newUser = {
  email: 'new_user@email.com',
  username: 'new_user',
  password1: 'supersecretpassword',
  password2: 'supersecretpassword',
}

/** What the new user logs in with. */
export const newCredentials: Credentials = { username: 'new_user', password: 'supersecretpassword' }

/** The arguments of a user who sets another password. */
export const newPassword = {
  newPassword1: 'correct horse battery',
  newPassword2: 'correct horse battery',
}

/** A change of a user's own account. */
export const change = { firstName: 'Joe' }

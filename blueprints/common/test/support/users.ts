/** The credentials of a user. */
export interface Credentials {
  <%= tests.loginField %>: string
  password: string
}

/** The password of all users in fixtures/users.json. */
export const PASSWORD = '123456'

// The users of fixtures/users.json: the first is not verified, the third is archived, the fourth
// has a secondary e-mail.
<%_ for (const user of tests.users) { _%>
export const <%= user.name %>: Credentials = <%= user.credentials %>
<%_ } _%>

/** Who registers: the arguments for that. */
export const newUser = {
<%- include('lines.ejs', { lines: tests.newUser.members, indent: '  ' }) -%>
}

/** What the new user logs in with. */
export const newCredentials: Credentials = <%= tests.newUser.credentials %>

/** The arguments of a user who sets another password. */
export const newPassword = {
  newPassword1: 'correct horse battery',
  newPassword2: 'correct horse battery',
}
<%_ if (tests.change.exists) { _%>

/** A change of a user's own account. */
export const change = <%= tests.change.text %>
<%_ } _%>

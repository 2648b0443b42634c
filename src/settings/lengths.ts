/** How many characters texts of users have at most where USER_FIELDS says nothing else. */
export const TEXT_LENGTH = 255
export const USERNAME_LENGTH = 150
export const EMAIL_LENGTH = 254
/** Of first and last names. */
export const NAME_LENGTH = 150
/** What an index of MySQL holds: 3,072 bytes. */
export const MYSQL_INDEX_LENGTH = 768

import { emailTaken, setSecondaryEmail } from '../accounts/emails.js'
import { holderOf } from '../auth/guards.js'
import { perChange } from '../auth/limits.js'
import { mutation } from '../auth/mutation.js'
import { mutationField } from '../auth/mutation-field.js'
import { isUniqueViolation } from '../database/errors.js'
import { nonFieldError } from '../errors/form-error.js'
import { revokeMailTokens, useMailToken } from '../mail/mail-tokens.js'

/**
 * Saves the second address that the token was sent to. A new one takes the place of an old one;
 * links that were sent to that are dead (S3).
 */
export const verifySecondaryEmail = mutation({
  user: holderOf('secondaryEmail'),
  limits: perChange,
  event: 'email_changed',
  async run({ app, client, user, args }) {
    try {
      await app.database.transaction(async (manager) => {
        const address = await useMailToken(app, manager, { user, token: String(args.token) })
        await setSecondaryEmail({ app, client }, manager, user, address)
        await revokeMailTokens(app, manager, user, ['passwordReset', 'passwordSet'])
      })
    } catch (error) {
      throw isUniqueViolation(error) ? nonFieldError(emailTaken) : error
    }
  },
})

/** Its place in the schema. */
export const verifySecondaryEmailField = mutationField('verifySecondaryEmail', {
  description: 'Adds the secondary e-mail that the link was mailed to.',
  arguments: {
    token: ['String!', 'The token of the link in the mail.'],
  },
  mutation: verifySecondaryEmail,
})

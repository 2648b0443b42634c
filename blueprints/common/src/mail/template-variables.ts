import { z } from 'zod'

/** Names that mean something else in a template: what the server gives it, EJS, and JavaScript. */
const RESERVED: ReadonlySet<string> = new Set(
  `
<%- include('lines.ejs', { lines: mails.reservedNames, indent: '  ' }) -%>
  `
    .trim()
    .split(/\s+/),
)

/**
 * EMAIL_TEMPLATE_VARIABLES. A name that is taken is refused: what mails say of links and users is not
 * a matter of settings.
 */
export const templateVariables = z
  .unknown()
  .superRefine((value, context) => {
    const names = typeof value === 'object' && value !== null ? Object.keys(value) : []
    for (const name of names) {
      if (/^(?!__)[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !RESERVED.has(name)) continue
      const message = `${JSON.stringify(name)} cannot name a variable of a template`
      context.addIssue({ code: 'custom', message })
    }
  })
  .pipe(z.record(z.string(), z.json()))

import { z } from 'zod'

/** Names that mean something else in a template: what the server gives it, EJS, and JavaScript. */
const RESERVED: ReadonlySet<string> = new Set(
  `
  Array Boolean Date Intl JSON Math Number Object String arguments await break case catch class
  const constructor continue debugger default delete do domain ejs else enum escapeFn eval export
  extends false finally for function hasOwnProperty if implements import in include instanceof
  interface isPrototypeOf let link locals new null package path port private propertyIsEnumerable
  protected protocol prototype public request rethrow return siteName static super switch then this
  throw timestamp toJSON toLocaleString toString token true try typeof undefined user valueOf var
  void while with yield
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

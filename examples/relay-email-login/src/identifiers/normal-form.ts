/** In UTF-16 units. No name and no address that is stored is longer. */
const LONGEST = 1000

/**
 * Makes different spellings of one text the same. What is too long for a name or an address stays as
 * it is: many marks in a row would take time in the square of their number (S42).
 */
export function normalForm(text: string, form: 'NFC' | 'NFKC'): string {
  return text.length > LONGEST ? text : text.normalize(form)
}

/** What every request to /graphql carries. */
export const HEADERS = {
  'content-type': 'application/json',
}

/** What every request to /graphql carries. */
export const HEADERS = {
  'content-type': 'application/json',
<%_ if (cookies.isOn) { _%>
  '<%= cookies.header %>': '1',
<%_ } _%>
}

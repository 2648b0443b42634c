/** What an owner writes into files of ours: a path, a part of the file, and what takes its place. */
export type Edit = [path: string, before: string, after: string]

/** What an owner writes behind a line of ours. */
function behind(path: string, line: string, added: string): Edit {
  return [path, `${line}\n`, `${line}\n${added}`]
}

const MUTATIONS = 'src/mutations/index.ts'
const REGISTER = 'src/mutations/register.ts'
const UPDATE = 'src/mutations/update-account.ts'
const REGISTER_FORM = 'src/auth/register-form.ts'
const NODE = 'src/graphql/user-node.ts'
const ENTITY = 'src/users/user.entity.ts'
const MANIFEST = 'package.json'
const CI = '.github/workflows/ci.yml'

/** Where people edit files of ours, in the middle and at the end of what is listed there. */
export const PLACES: Readonly<Record<string, Edit[]>> = {
  'a mutation at the end of the list': [
    behind(MUTATIONS, '  verifyTokenField,', '  { typeDefs: "type Mutation { last: Int }" },\n'),
  ],
  'a mutation beside a related one': [
    behind(
      MUTATIONS,
      '  updateAccountField,',
      '  { typeDefs: "type Mutation { rename: Int }" },\n',
    ),
  ],
  'a query at the end of the list': [
    [
      'src/queries/index.ts',
      '[me, user, users, sessions, node]',
      '[me, user, users, sessions, node, { typeDefs: "type Query { last: Int }" }]',
    ],
  ],
  'a query beside ours': [
    behind('src/queries/me.ts', '      me: UserNode', '      whoami: String\n'),
    [
      'src/queries/me.ts',
      'findCaller({ ...request, args }),\n',
      "findCaller({ ...request, args }),\n      whoami: () => 'me',\n",
    ],
  ],
  'a field of UserNode at the end': [
    behind(NODE, '      secondaryEmail: String', '      initials: String\n'),
    behind(
      NODE,
      '  secondaryEmail: (user: User) => user.status.secondaryEmail,',
      '  initials: (user: User) => user.firstName.charAt(0),\n',
    ),
  ],
  'a field of UserNode in the middle': [
    behind(NODE, '      lastName: String!', '      sortName: String\n'),
    behind(
      NODE,
      '  pk: (user: User) => user.id,',
      '  sortName: (user: User) => user.lastName + user.firstName,\n',
    ),
  ],
  'a field of UserNode behind the last column of ours': [
    behind(NODE, '      dateJoined: DateTime!', '      joinedYear: Int\n'),
  ],
  'an argument of register at the end': [
    behind(
      REGISTER,
      "    password2: ['String!', 'The same password again.'],",
      "    coupon: 'String',\n",
    ),
    behind(
      REGISTER_FORM,
      '  password2: password(),',
      '  coupon: optional(text({ maxLength: 9 })),\n',
    ),
  ],
  'an argument of register beside a related one': [
    behind(REGISTER, "    username: ['String!', 'The username.'],", "    title: 'String',\n"),
    behind(
      REGISTER_FORM,
      '  username: username({ maxLength: 150 }),',
      '  title: optional(text({ maxLength: 9 })),\n',
    ),
  ],
  'an argument of updateAccount at the end': [
    behind(UPDATE, "    lastName: ['String', 'The last name.'],", "    note: 'String',\n"),
    behind(
      UPDATE,
      '    lastName: optional(text({ maxLength: 150, blank: true })),',
      '    note: optional(text({ maxLength: 9 })),\n',
    ),
  ],
  'a guard of register': [behind(REGISTER, '  user: anyone,', '  guards: [() => undefined],\n')],
  'a guard of updateAccount': [
    [UPDATE, 'guards: [verified]', 'guards: [verified, () => undefined]'],
  ],
  'a getter at the end of the user': [
    behind(ENTITY, '  status!: UserStatus', '\n  get age(): number {\n    return 1\n  }\n'),
  ],
  'a getter behind the last column of ours': [
    behind(
      ENTITY,
      '  dateJoined!: Date',
      '\n  get since(): Date {\n    return this.dateJoined\n  }\n',
    ),
  ],
  'a getter beside the columns that it reads': [
    behind(
      ENTITY,
      '  lastName!: string',
      '\n  get name(): string {\n    return this.firstName + this.lastName\n  }\n',
    ),
  ],
  'an entity': [['src/entities.ts', '  OutboxMail,\n', '  OutboxMail,\n  // Ours.\n']],
  'a job': [
    ['src/housekeeping.ts', '  removeDeadMails,\n', '  removeDeadMails,\n  async () => {},\n'],
  ],
  'a dependency': [[MANIFEST, '    "zod":', '    "yargs": "^17.0.0",\n    "zod":']],
  'a dependency in the middle, and a script': [
    [MANIFEST, '    "ejs":', '    "date-fns": "^4.0.0",\n    "ejs":'],
    [MANIFEST, '    "build":', '    "seed": "node seed.js",\n    "build":'],
  ],
  'an environment variable of compose.yaml': [
    behind('compose.yaml', '    # TRUST_PROXY: 172.16.0.0/12', '    SHOP: main\n'),
  ],
  'services of compose.yaml': [
    behind('compose.yaml', '      disable: true', '\n  cache:\n    image: valkey/valkey:8\n'),
    behind('compose.yaml', '      retries: 10', '\n  proxy:\n    image: caddy:2\n'),
  ],
  'a volume of compose.yaml': [behind('compose.yaml', '\nvolumes:\n  database:', '  uploads:\n')],
  'packages of the Dockerfile': [
    behind('Dockerfile', 'WORKDIR /app', 'RUN apt-get update && apt-get install -y tini\n'),
  ],
  'a variable and files of the Dockerfile': [
    behind('Dockerfile', '    NODE_OPTIONS=--enable-source-maps', 'ENV TZ=UTC\n'),
    behind('Dockerfile', 'COPY emails ./emails', 'COPY invoices ./invoices\n'),
    behind('Dockerfile', 'USER node', 'LABEL owner=us\n'),
  ],
  'a chapter of the README at the end': [
    [
      'README.md',
      '\n## How this project was made\n',
      '\n## Ours\n\nText.\n\n## How this project was made\n',
    ],
  ],
  'a script of the README, and a paragraph': [
    [
      'README.md',
      '\n\n### Passwords in fixtures\n',
      '\n| `seed` | Adds users. |\n\n### Passwords in fixtures\n',
    ],
    behind(
      'README.md',
      'leaves them out before it filters.',
      '\nStaff see everyone in our shop.\n',
    ),
  ],
  'steps of CI': [
    behind(CI, '      - run: npm ci', '      - run: npm audit --omit=dev\n'),
    behind(CI, '      - run: npm run build', '      - run: npm run deploy\n'),
  ],
}

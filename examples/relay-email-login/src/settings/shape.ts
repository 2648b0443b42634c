/**
 * The settings of graphql-auth.json that this code was made for: entities, schema and forms follow
 * from them. Change them there and run `npx create-graphql-auth regenerate`.
 */
export const shape: Record<string, unknown> = {
  flavor: 'relay',
  database: 'sqlite',
  USERNAME_FIELD: 'email',
  EMAIL_FIELD: 'email',
  USER_FIELDS: {
    phone: {
      type: 'String',
      nullable: true,
    },
  },
  'GRAPHQL_AUTH.REGISTER_MUTATION_FIELDS_OPTIONAL': {
    phone: 'String',
  },
  'GRAPHQL_AUTH.UPDATE_MUTATION_FIELDS': {
    firstName: 'String',
    lastName: 'String',
    phone: 'String',
  },
  'GRAPHQL_AUTH.USER_NODE_FILTER_FIELDS': {
    email: ['exact', 'icontains', 'istartswith'],
    isActive: ['exact'],
    'status.archived': ['exact'],
    'status.verified': ['exact'],
    'status.secondaryEmail': ['exact'],
    phone: ['exact'],
  },
}

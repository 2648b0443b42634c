/** Your tables: classes with `@Entity`. See "Yours" in the README. */
export const ownEntities: (new () => object)[] = []

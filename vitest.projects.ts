import type { TestProjectInlineConfiguration } from 'vitest/config'

/** The files of test/regenerate/ that import the source: the merge, its laws, what it reads. */
const SOURCE =
  'base|compare|hostile-texts|json-merge|merge|merge-imports|migration|migration-rows|places|properties|renamed-files|text'

/** The files of test/regenerate/ that import the source. */
export const REGENERATE_SOURCE = `test/regenerate/@(${SOURCE}).test.ts`

/** The files of test/regenerate/ that start the packed program: all others. */
export const REGENERATE_PROGRAM = `test/regenerate/!(${SOURCE}).test.ts`

/** What a project says besides its name. */
type Said = NonNullable<TestProjectInlineConfiguration['test']>

/** Tests that import the source. Nothing is packed for them, so their verdict is there at once. */
export function sourceProject(test: Said, name = 'source'): TestProjectInlineConfiguration {
  return { extends: true, test: { name, ...test } }
}

/**
 * Tests that start the packed and installed program. It is packed when a file of the project is part
 * of the run; with `globalSetup` at the root it would be packed for every run.
 */
export function programProject(test: Said, name = 'program'): TestProjectInlineConfiguration {
  const globalSetup = ['test/support/packed.ts']
  return { extends: true, test: { name, globalSetup, ...test } }
}

import { expect, test } from 'vitest'
import { effort, isInShare } from '../support/effort.js'
import { PROTECTIONS } from '../support/protections.js'
import { failuresWithout } from '../support/removal.js'

/** Each takes out what holds it, and runs a project without it. */
const tried = Object.entries(PROTECTIONS).filter(([what]) =>
  isInShare(what, effort.shareOfProtections),
)

test.each(tried)('a test notices when it is lost that %s', async (_what, lost) => {
  const failures = await failuresWithout(lost)
  expect(failures).toContainEqual(expect.stringMatching(`${lost.name}\\b`))
})

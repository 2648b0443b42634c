import { describe, test } from 'vitest'
import { slowServers } from '../support/sample.js'
import { runServerSuite } from '../support/server-suite.js'
import { isHere, temporaryUrl } from '../support/servers.js'

// How long it takes is said by SECONDS: see docs/growing.md.
for (const database of slowServers()) {
  describe.skipIf(!(await isHere(database)))(`on ${database} and Redis`, () => {
    test('three servers lose nothing that was acknowledged while they are killed', async () => {
      const printed = await runServerSuite({
        settings: { database },
        tests: ['load/instances.'],
        overlay: database,
        env: { TEST_DATABASE_URL: await temporaryUrl(database) },
      })
      const [summary] = /Several instances: .*?(?=\n\n)/s.exec(printed) ?? []
      if (summary) console.info(summary)
    })
  })
}

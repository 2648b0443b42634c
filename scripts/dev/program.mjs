// The program as `src` has it, so that nothing has to be built: run it with `node --import tsx`.
import { main } from '../../src/cli/main.ts'

process.exitCode = await main(process.argv.slice(2))

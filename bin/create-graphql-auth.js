#!/usr/bin/env node
try {
  const { main } = await import('../dist/cli/main.js')
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // What is installed cannot be read, or a limit of the machine is too low for it.
  const [reason] = String(error instanceof Error ? error.message : error).split('\n')
  process.stderr.write(`error: cannot start: ${reason}\n`)
  process.exitCode = 1
}

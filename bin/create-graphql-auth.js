#!/usr/bin/env node
const { node } = process.versions
const [major, minor] = node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  // What follows, and the projects that it makes, use what an older one lacks.
  process.stderr.write(`error: needs Node.js 20.19 or newer, but runs on ${node}\n`)
  process.exit(1)
}
try {
  const { main } = await import('../dist/cli/main.js')
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  // What is installed cannot be read, or a limit of the machine is too low for it.
  const [reason] = String(error instanceof Error ? error.message : error).split('\n')
  process.stderr.write(`error: cannot start: ${reason}\n`)
  process.exitCode = 1
}

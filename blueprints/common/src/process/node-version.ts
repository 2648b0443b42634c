/**
 * Refuses a Node.js that lacks what this project uses. The server and the commands import this first.
 * Node.js links all modules before it runs this one: none may import by name what an older one lacks.
 */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`This needs Node.js 20.19 or newer, but runs on ${process.versions.node}`)
  process.exit(1)
}

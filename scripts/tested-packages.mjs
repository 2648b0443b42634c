// Writes the lockfile that `create` gives to npm: the versions of packages that this repository is
// tested with. It holds more than a project needs; npm leaves out what its package.json does not ask for.
import { readFileSync, writeFileSync } from 'node:fs'

const { lockfileVersion, packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const lock = { lockfileVersion, requires: true, packages: { ...packages, '': {} } }
writeFileSync('dist/tested-packages.json', JSON.stringify(lock))

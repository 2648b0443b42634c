// Preloaded into the program: lets the n-th call of a function of node:fs fail, or sends a signal to
// the process before it. FAULT is `CODE FUNCTION N`, like `ENOSPC writeFile 3` or `SIGTERM writeFile 3`.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const [code, name, count] = (process.env.FAULT ?? '').split(' ')
const calls = { left: Number(count) }

function isDue() {
  calls.left -= 1
  return calls.left === 0
}

function fault() {
  const error = new Error(`${code}: injected, ${name}`)
  return Object.assign(error, { code, syscall: name })
}

function withFault(original, fail) {
  return (...args) => {
    if (!isDue()) return original(...args)
    if (!code.startsWith('SIG')) return fail(args)
    process.kill(process.pid, code)
    return original(...args)
  }
}

if (code) {
  fs[name] = withFault(fs[name], (args) => args.at(-1)(fault()))
  fs.promises[name] = withFault(fs.promises[name], () => Promise.reject(fault()))
  syncBuiltinESMExports()
}

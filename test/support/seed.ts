import { configureGlobal } from 'fast-check'

// With SEED the random cases are the same ones each time, so that a change is judged by what it changes.
if (process.env.SEED) configureGlobal({ seed: Number(process.env.SEED) })

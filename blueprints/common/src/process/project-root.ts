import { fileURLToPath } from 'node:url'

/** The folder of package.json: the same whether this runs from src/ or, built, from dist/. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

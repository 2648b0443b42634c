const ASSIGNMENT = /^\s*(?:export\s+)?([A-Za-z_]\w*)\s*=/

/**
 * An .env file with the variables that it lacks added at its end, each with its comment.
 *
 * What is there stays, whatever its value: it is what tokens are signed with.
 *
 * @param yours the file of the user; lines end with `\n`
 * @param rendered a file with every variable
 */
export function withMissingVariables(yours: string, rendered: string): string {
  const present = new Set(yours.split('\n').map(nameOf))
  const missing = blocks(rendered).filter(({ name }) => !present.has(name))
  if (missing.length === 0) return yours
  const end = yours === '' || yours.endsWith('\n') ? '' : '\n'
  return `${yours}${end}${missing.map(({ text }) => `${text}\n`).join('')}`
}

/** Each variable with the comment above it. */
function blocks(content: string): { name: string; text: string }[] {
  const found: { name: string; text: string }[] = []
  let comment: string[] = []
  for (const line of content.split('\n')) {
    const name = nameOf(line)
    if (name !== undefined) found.push({ name, text: [...comment, line].join('\n') })
    comment = line.startsWith('#') ? [...comment, line] : []
  }
  return found
}

function nameOf(line: string): string | undefined {
  return ASSIGNMENT.exec(line)?.[1]
}

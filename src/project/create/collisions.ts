import { Failure } from '../../failure.js'
import type { RenderedFile } from '../../render/types.js'
import { filesBelow } from '../system/files-below.js'
import type { Target } from './target.js'

/**
 * Files of the user that stay as they are where we would write one. A licence and a README are the
 * user's own words, and the others often come with a fresh repository: no one expects a generator to
 * replace them. Anything else under the name of a file of ours is in the way.
 */
const KEPT = ['README.md', '.editorconfig', '.gitattributes', '.gitignore']

/** What is written, and what is not because the user has one. */
export interface Division {
  written: RenderedFile[]
  kept: RenderedFile[]
}

/**
 * Divides the files of a project by what the target already has.
 *
 * Names are compared without regard to case: on some file systems they are the same file.
 *
 * @throws Failure when a file of the user is in the way
 */
export async function divideByTarget(target: Target, files: RenderedFile[]): Promise<Division> {
  if (!target.exists) return { written: files, kept: [] }
  const { directory, leftovers } = target
  const paths = (await filesBelow(directory)).filter((path) => !leftovers.files.includes(path))
  const present = new Set(paths.map((path) => path.toLowerCase()))
  const there = files.filter((file) => present.has(file.path.toLowerCase()))
  const inTheWay = there.filter((file) => !KEPT.includes(file.path)).map((file) => file.path)
  if (inTheWay.length > 0) {
    throw new Failure('refused', [`${target.shown} is not empty: ${inTheWay.join(', ')}`])
  }
  return { written: files.filter((file) => !there.includes(file)), kept: there }
}

import { existsSync, readdirSync, watch } from 'node:fs'
import { join } from 'node:path'

/**
 * Calls back when something below the folders has changed and then nothing for a while.
 *
 * Each folder is watched by itself: `recursive` of Node.js 20 on Linux follows a file, and loses it
 * when an editor saves by renaming.
 *
 * @param {string[]} roots
 * @param {number} quiet how long nothing must change, in milliseconds
 * @param {() => void} onChange
 * @returns {() => void} what ends it
 */
export function watchFolders(roots, quiet, onChange) {
  const watchers = new Map()
  let timer

  function look() {
    const folders = new Set(roots.flatMap(foldersOf))
    for (const [folder, watcher] of watchers) {
      if (folders.has(folder)) continue
      watcher.close()
      watchers.delete(folder)
    }
    for (const folder of folders) {
      if (!watchers.has(folder)) watchers.set(folder, watch(folder, changed).on('error', changed))
    }
  }

  function changed() {
    clearTimeout(timer)
    timer = setTimeout(() => {
      look()
      onChange()
    }, quiet)
  }

  look()
  return () => {
    clearTimeout(timer)
    for (const watcher of watchers.values()) watcher.close()
  }
}

function foldersOf(root) {
  if (!existsSync(root)) return []
  const entries = readdirSync(root, { recursive: true, withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory())
  return [root, ...folders.map((entry) => join(entry.parentPath, entry.name))]
}

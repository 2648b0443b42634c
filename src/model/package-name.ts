import validate from 'validate-npm-package-name'

/** Whether npm takes a name: rendered files say it between quotes, and owners may have changed it. */
export function isPackageName(name: unknown): name is string {
  return typeof name === 'string' && validate(name).validForOldPackages && !/['"\\]/.test(name)
}

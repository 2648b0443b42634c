import { FLAVORS, type Flavor } from '../../src/settings/types.js'

/** Whether a run has to end soon: then much of what takes longest is left out. */
export const isSampled = process.env.SAMPLED === '1'

/** Both flavors or, in a sample, one of them. */
export function flavors(sampled: Flavor): readonly Flavor[] {
  return isSampled ? [sampled] : FLAVORS
}

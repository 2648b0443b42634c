/** How everything that a later version brings is refused: nothing is accepted without effect. */
export const NOT_YET_AVAILABLE = 'not yet available in this version'

import { FormError, tooManyAttempts } from '../forms/errors.js'
import type { Tally } from './throttle.js'

/** A limit of RATE_LIMIT is reached: nothing was tried. */
export class TooManyAttempts extends FormError {
  /**
   * @param tally what has reached its limit
   * @param seconds until it may be tried again
   * @param isFirst whether it is the first one refused since the limit was reached
   */
  constructor(
    readonly tally: Tally,
    readonly seconds: number,
    readonly isFirst: boolean,
  ) {
    super({ nonFieldErrors: [tooManyAttempts(seconds)] })
  }
}

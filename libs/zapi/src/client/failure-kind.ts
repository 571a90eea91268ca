/**
 * What to do about a failure. `retry`: certainly not sent, try again. `hold`: wait until the number works again.
 * `unknown`: perhaps sent, never repeat blindly. `drop`: will never work. `park`: credentials, the whole channel stops.
 */
export type FailureKind = "retry" | "hold" | "unknown" | "drop" | "park";

/** From here on a patient who waits for a person has waited long: what clinics promise is a quarter of an hour. */
export const LONG_WAIT_SECONDS = 15 * 60;

/** The stream that what is published on a subject goes into. */
export const streamOf = (subject: string): string =>
  subject.startsWith("turn.") ? "TURNS" : subject.startsWith("delivery.") ? "DELIVERY" : "INBOUND";

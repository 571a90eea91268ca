/** What a person who started a command is told where the database could not be used; null: it is another mistake. */
export function whyUnreachable(error: unknown, url: string): string | null {
  const at = placeOf(url);
  if (at === null) return "DATABASE_URL is no address such as postgres://user:password@host:5432/acolhe.";
  for (
    let cause = error;
    cause instanceof Error;
    cause = cause.cause ?? (cause as { errors?: unknown[] }).errors?.[0]
  ) {
    const sentence = SENTENCES[String((cause as { code?: unknown }).code)];
    if (sentence)
      return `${sentence.replace("{at}", at)} It is what DATABASE_URL names; npm start prints that of a local clinic.`;
  }
  return null;
}

const NO_SERVER = "No database answers at {at}.";
/** Errors of sockets, and of PostgreSQL (appendix A of its manual). */
const SENTENCES: Readonly<Record<string, string>> = {
  ECONNREFUSED: NO_SERVER,
  ECONNRESET: NO_SERVER,
  EHOSTUNREACH: NO_SERVER,
  ENETUNREACH: NO_SERVER,
  ETIMEDOUT: NO_SERVER,
  ENOTFOUND: "There is no host as in {at}.",
  EAI_AGAIN: "There is no host as in {at}.",
  "28P01": "The database at {at} refuses the user or the password.",
  "28000": "The database at {at} does not let this user in.",
  "3D000": "There is no such database at {at}.",
  "42501": "The user may not do this in the database at {at}: it has to own the database, or be let to create it.",
  "57P03": "The database at {at} is starting or stopping; try again in a moment.",
  "53300": "The database at {at} has no connection left.",
};

/** Without the password. */
function placeOf(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const { protocol, host, pathname } = new URL(url);
  return /^postgres(?:ql)?:$/.test(protocol) ? `${host}${pathname}` : null;
}

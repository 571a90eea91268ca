/** Runs of digits, with what people put between them: CPF, phones, cards. A time, an age or a year stays. */
const NUMBER = /\+?\d[\d().\-/ ]{5,}\d/g;
const EMAIL = /[^\s@,;]+@[^\s@,;]+\.[^\s@,;]*[^\s@,;.]/g;
const LINK = /https?:\/\/\S+/g;
/** Shorter parts of a name ("da", "de", "Lu") say nothing of who it is, and stand in other words. */
const NAME_LENGTH_MIN = 3;

/** A text for eyes outside the clinic: without numbers, addresses, links and the names that are known. */
export function masked(text: string, names: readonly string[]): string {
  const parts = [...new Set(names.flatMap((name) => name.split(/[\s'’-]+/)))]
    .filter((part) => part.length >= NAME_LENGTH_MIN)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const plainly = text.replace(LINK, "[link]").replace(EMAIL, "[e-mail]").replace(NUMBER, "[number]");
  if (parts.length === 0) return plainly;
  return plainly.replace(new RegExp(`(?<!\\p{L})(?:${parts.join("|")})(?!\\p{L})`, "giu"), "[name]");
}

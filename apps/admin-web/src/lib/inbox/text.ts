/** A message's text in the parts it is shown in: WhatsApp's own marks, and addresses as links. */
export interface Part {
  readonly kind: "plain" | "bold" | "italic" | "strike" | "code" | "link";
  readonly text: string;
  readonly href?: string;
}

// A mark counts where a word begins and ends with it, as in WhatsApp: 2*3*4 is no bold three.
const MARKED = [
  "```(?<code>[^`]+)```",
  "(?<![\\w*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\w*])",
  "(?<![\\w_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\w_])",
  "(?<![\\w~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\w~])",
  '(?<link>https?://[^\\s<>"]+[^\\s<>".,;:!?)\\]])',
].join("|");

export function partsOf(text: string): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const found of text.matchAll(new RegExp(MARKED, "gu"))) {
    if (found.index > at) parts.push({ kind: "plain", text: text.slice(at, found.index) });
    const [kind, inner] = Object.entries(found.groups ?? {}).find(([, value]) => value !== undefined) ?? [];
    if (kind === "link" && inner) parts.push({ kind, text: inner, href: inner });
    else if (kind && inner) parts.push({ kind: kind as Part["kind"], text: inner });
    at = found.index + found[0].length;
  }
  if (at < text.length) parts.push({ kind: "plain", text: text.slice(at) });
  return parts;
}

/** The same without marks, for where there is one line. */
export const plainText = (text: string): string =>
  partsOf(text)
    .map((part) => part.text)
    .join("");

/** 0:07, 12:30 */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

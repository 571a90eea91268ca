import { READ_LENGTH_MAX } from "../limits.ts";

/** Composed and bounded: every position in results refers to this form. */
export const bounded = (text: string): string =>
  text.slice(0, READ_LENGTH_MAX).toWellFormed().normalize("NFC").slice(0, READ_LENGTH_MAX);

const FOLDED = new Map<number, string>();
for (let code = 0xc0; code < 0x250; code++) {
  const bare = String.fromCharCode(code)
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
  if (bare.length === 1) FOLDED.set(code, bare);
}
for (const quote of "‘’´`") FOLDED.set(quote.charCodeAt(0), "'");
for (const dash of "‐‑‒–—−") FOLDED.set(dash.charCodeAt(0), "-");
for (const space of "\u00a0\u2009\u200b\u202f\t\n\r") FOLDED.set(space.charCodeAt(0), " ");

/** Lower case without accents, of the very same length, so that positions found in it hold for the text itself. */
export function fold(text: string): string {
  let folded = "";
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code >= 65 && code <= 90) folded += String.fromCharCode(code + 32);
    else folded += (code > 127 || code < 32 ? FOLDED.get(code) : undefined) ?? text[index];
  }
  return folded;
}

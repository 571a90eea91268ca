/** Cut behind the last word that fits. */
export function atWord(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length - 1);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), Math.floor(length / 2))).replace(/[\s,;:\p{Cs}]+$/u, "")}…`;
}

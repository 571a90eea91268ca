/** An hour of the day as people type it: 8, 830, 8:30, 8h30. What is none stays as it was typed, to be told as such. */
export function hourFromText(text: string): string {
  const plain = text.trim();
  const parts = /^(\d{1,2})(?:[:h.](\d{2})?)?$/i.exec(plain) ?? /^(\d{1,2})(\d{2})$/.exec(plain);
  if (!parts) return plain;
  const time = `${(parts[1] ?? "").padStart(2, "0")}:${parts[2] ?? "00"}`;
  return isClosing(time) ? time : plain;
}

export const isHour = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** What closes may do so with the day. */
export const isClosing = (text: string): boolean => isHour(text) || text === "24:00";

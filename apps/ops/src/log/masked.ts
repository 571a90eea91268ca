/** A contact's key with its middle hidden: enough to tell two apart on a screen that others see. */
export function masked(contact: string): string {
  const digits = contact.replace(/^lid-/, "");
  const shown = `${digits.slice(0, 4)}…${digits.slice(-3)}`;
  return contact.startsWith("lid-") ? `lid-${shown}` : shown;
}

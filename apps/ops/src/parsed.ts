/** What a file says as JSON; null where it says nothing of the kind. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

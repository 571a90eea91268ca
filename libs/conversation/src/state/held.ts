/** A message is looked at some twenty times in one form, and so are its few words. */
const TEXTS_MAX = 256;

/** The same function, that remembers what it made of the last texts. @param make pure */
export function held<T>(make: (text: string) => T): (text: string) => T {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    if (made.size >= TEXTS_MAX) made.clear();
    made.set(text, fresh);
    return fresh;
  };
}

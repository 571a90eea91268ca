/** Settles with the first sign of a person: until then nothing can be opened. */
export const touched = new Promise<void>((resolve) => {
  for (const kind of ["pointermove", "pointerdown", "keydown"])
    addEventListener(kind, () => resolve(), { once: true, capture: true, passive: true });
});

/**
 * A part that no page needs to be seen, such as a dialog: loaded with the first move of the mouse or press of a key, so
 * that it is there when it is opened, also when the server has gone by then.
 */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  const get = () => {
    loading ??= load().catch((error: unknown) => {
      // Asked for again when it is opened again.
      loading = undefined;
      throw error;
    });
    return loading;
  };
  void touched.then(get).catch(() => undefined);
  return get;
}

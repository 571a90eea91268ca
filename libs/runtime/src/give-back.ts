/**
 * Gives back what starting left behind, up to a fifth of a process: one that has little to do would keep it for hours. It takes a tenth
 * of a second or two, once, and only where Node was started with --expose-gc, as by `npm start`.
 */
export function giveBack(): void {
  void globalThis.gc?.({ type: "major", execution: "sync", flavor: "last-resort" });
}

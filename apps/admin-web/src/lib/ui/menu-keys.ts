export interface Pressed {
  readonly labels: readonly string[];
  /** The item with the focus; -1: none. */
  readonly at: number;
  readonly key: string;
}

/** The item a key leads to in a menu: the next, the last, or the next that begins with the letter. */
export function itemAfter({ labels, at, key }: Pressed): number | undefined {
  const count = labels.length;
  if (count === 0) return undefined;
  if (key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowUp") return at <= 0 ? count - 1 : at - 1;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  if (key.length !== 1 || key === " ") return undefined;
  const letter = key.toLocaleLowerCase();
  const ahead = labels.map((_, step) => (at + 1 + step) % count);
  return ahead.find((index) => labels[index]?.toLocaleLowerCase().startsWith(letter));
}

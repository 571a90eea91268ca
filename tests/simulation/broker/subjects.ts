const patterns = new Map<string, RegExp>();

export const isWildcard = (filter: string): boolean => filter.includes("*") || filter.includes(">");

/** Whether a subject is among those that a filter names: `*` is one token, `>` the rest. */
export function matches(filter: string, subject: string): boolean {
  if (filter === subject) return true;
  if (!isWildcard(filter)) return false;
  let pattern = patterns.get(filter);
  if (!pattern) {
    const tokens = filter
      .split(".")
      .map((token) => (token === "*" ? "[^.]+" : token === ">" ? ".+" : token.replace(/[$-]/g, "\\$&")));
    pattern = new RegExp(`^${tokens.join("\\.")}$`);
    patterns.set(filter, pattern);
  }
  return pattern.test(subject);
}

export interface Transform {
  readonly src: string;
  readonly dest: string;
}

/** What the server's subject transform makes of a subject; one that it is not about stays as it is. */
export function transformed(subject: string, transform: Transform | undefined): string {
  if (!transform || !matches(transform.src, subject)) return subject;
  const tokens = subject.split(".");
  const src = transform.src.split(".");
  const caught = src.flatMap((token, place) => (token === "*" ? [tokens[place] ?? ""] : []));
  const rest = src.at(-1) === ">" ? tokens.slice(src.length - 1) : [];
  const made = transform.dest.replace(
    /\{\{(partition|wildcard)\(([\d,]+)\)\}\}/g,
    (_all, what: string, list: string) => {
      const numbers = list.split(",").map(Number);
      if (what === "wildcard") return caught[numbers[0]! - 1] ?? "";
      const [count, ...places] = numbers;
      return String(fnv1a(places.map((place) => caught[place - 1]).join("")) % count!);
    },
  );
  return [...made.split("."), ...rest].filter((token) => token !== ">").join(".");
}

/** FNV-1a, 32 bits: what the server's `partition` counts with. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

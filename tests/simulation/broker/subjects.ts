/** By filter; null: it names one subject only. */
const patterns = new Map<string, RegExp | null>();

export const isWildcard = (filter: string): boolean => patternOf(filter) !== null;

/** Whether a subject is among those that a filter names: `*` is one token, `>` the rest. */
export const matches = (filter: string, subject: string): boolean =>
  filter === subject || (patternOf(filter)?.test(subject) ?? false);

function patternOf(filter: string): RegExp | null {
  let pattern = patterns.get(filter);
  if (pattern === undefined) {
    pattern = filter.includes("*") || filter.includes(">") ? compiled(filter) : null;
    patterns.set(filter, pattern);
  }
  return pattern;
}

function compiled(filter: string): RegExp {
  const tokens = filter
    .split(".")
    .map((token) => (token === "*" ? "[^.]+" : token === ">" ? ".+" : token.replace(/[$-]/g, "\\$&")));
  return new RegExp(`^${tokens.join("\\.")}$`);
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

import type { Log } from "./queues.ts";
import type { People } from "./system.ts";

/** One of the few numbers that say whether anyone waits or anything stands still. */
export interface Tile {
  readonly about: "dangers" | "waiting" | "parked" | "unknown" | "deadLetters" | "unknownSpools" | "sessions";
  /** Undefined: it cannot be known now. */
  readonly value: number | undefined;
  readonly isBad: boolean;
}

type Counted = Pick<People, "dangers" | "waiting" | "parked" | "sessions">;

/** Some of what waits or is open is ordinary; of the rest a single one wants a look. Null: it does not answer. */
export function tilesOf(log: Log | null, people: Counted | null): readonly Tile[] {
  const ordinary = (about: Tile["about"], value: number | undefined): Tile => ({ about, value, isBad: false });
  const wantsLook = (about: Tile["about"], value: number | undefined): Tile => ({
    ...{ about, value, isBad: (value ?? 0) > 0 },
  });
  return [
    wantsLook("dangers", people?.dangers),
    ordinary("waiting", people?.waiting),
    wantsLook("parked", people?.parked),
    wantsLook("unknown", log?.unknown.count),
    wantsLook("deadLetters", log?.deadLetters),
    wantsLook("unknownSpools", log?.unknownSpools),
    ordinary(
      "sessions",
      people?.sessions.reduce((sum, { count }) => sum + count, 0),
    ),
  ];
}

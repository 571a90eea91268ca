import { Problem } from "./problem.ts";

export interface PlaceLimits {
  readonly total: number;
  /** Of one user, whatever the log-ins: one person cannot take the room of all. */
  readonly ofUser: number;
}

/** Places for what takes long: so many at once in this process, and so many of one user. */
export function createPlaces({ total, ofUser }: PlaceLimits) {
  let taken = 0;
  const own = new Map<string, number>();

  return {
    /**
     * @returns what gives the place back; a second call does nothing
     * @throws Problem too-many-requests where the user has all of theirs; unavailable where everyone together has
     */
    take(userId: string, detail?: Problem["detail"]): () => void {
      const had = own.get(userId) ?? 0;
      if (had >= ofUser)
        throw new Problem("too-many-requests", { retryAfterSeconds: 30, ...(detail === undefined ? {} : { detail }) });
      if (taken >= total) throw new Problem("unavailable", { retryAfterSeconds: 5 });
      taken += 1;
      own.set(userId, had + 1);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        taken -= 1;
        const left = (own.get(userId) ?? 1) - 1;
        if (left > 0) own.set(userId, left);
        else own.delete(userId);
      };
    },
  };
}

import type { Redis } from "ioredis";

const PREFIX = "acolhe:";
const SCANNED_AT_ONCE = 500;

/** How many keys have one of the words in their name or, where they hold text, in it. */
export async function sweep(redis: Redis, words: readonly string[], remove: boolean): Promise<number> {
  let found = 0;
  for (let cursor = "0"; ; ) {
    const [next, names] = await redis.scan(cursor, "MATCH", `${PREFIX}*`, "COUNT", SCANNED_AT_ONCE);
    for (const name of names) {
      // The client puts the prefix before what it is given, and leaves it on what it finds.
      const key = name.slice(PREFIX.length);
      const text = (await redis.type(key)) === "string" ? await redis.get(key) : "";
      if (!words.some((word) => key.includes(word) || text?.includes(word))) continue;
      found += 1;
      if (remove) await redis.del(key);
    }
    if (next === "0") return found;
    cursor = next;
  }
}

import { withObtainLock } from "./obtain-lock.ts";
import { say } from "./run.ts";

/** One way to get a program that is not there. */
interface Way {
  readonly name: string;
  /** Whether this machine has what the way needs. */
  readonly usable: boolean;
  readonly take: () => Promise<unknown>;
}

export interface Program<T> {
  readonly name: string;
  /** Where it is, if it is there and new enough. */
  readonly present: () => Promise<T | undefined>;
  /** In the order of trying. */
  readonly ways: () => readonly Way[];
  /** Of what lies elsewhere than what is fetched: one at a time of its own. */
  readonly lock?: string;
  /** What a person has to do when no way leads to it, in one sentence. */
  readonly advice: () => string;
}

/** A function that finds the program, or fetches it once for all processes; it throws the advice when neither succeeds. */
export function finder<T>(program: Program<T>): () => Promise<T> {
  let known: Promise<T> | undefined;
  return () => {
    known ??= find(program);
    known.catch(() => {
      known = undefined;
    });
    return known;
  };
}

async function find<T>(program: Program<T>): Promise<T> {
  const there = await program.present();
  if (there !== undefined) return there;
  return withObtainLock(async () => (await program.present()) ?? (await obtain(program)), program.lock);
}

async function obtain<T>({ name, present, ways, advice }: Program<T>): Promise<T> {
  let cause: unknown;
  for (const way of ways().filter(({ usable }) => usable)) {
    try {
      say(`Fetching ${name} (${way.name}), once…`);
      await way.take();
      const taken = await present();
      if (taken !== undefined) return taken;
      cause = new Error(`${way.name} brought no ${name} that can be used`);
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(advice(), { cause });
}

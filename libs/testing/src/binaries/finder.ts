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
  /** Built from what is already here; nothing is fetched. */
  readonly isBuilt?: boolean;
  /** Where it is, if it is there and new enough. */
  readonly present: () => Promise<T | undefined>;
  /** In the order of trying. */
  readonly ways: () => readonly Way[];
  /** Of what lies elsewhere than what is fetched: one at a time of its own. */
  readonly lock?: string;
  /** What a person may do when no way leads to it. */
  readonly cure: () => Cure;
}

interface Cure {
  /** With its version, where that matters. */
  readonly wanted: string;
  /** What brings it on this system. */
  readonly run?: string;
  /** Names a running one instead. */
  readonly setting?: string;
}

/** A program that is not there and could not be fetched. Its message is one sentence that says what to do. */
export class MissingProgram extends Error {
  override readonly name = "MissingProgram";
  readonly cure: Cure;

  constructor(cure: Cure, options: ErrorOptions) {
    const { wanted, run, setting } = cure;
    const ways = [...(run ? [`run "${run}"`] : []), ...(setting ? [`set ${setting} to a running server`] : [])];
    super(`${wanted} is needed: ${ways.join(", or ")}.`, options);
    this.cure = cure;
  }
}

interface Obtaining {
  readonly name: string;
  readonly way: string;
  readonly isBuilt: boolean;
}

let onFetch = ({ name, way, isBuilt }: Obtaining): void =>
  say(isBuilt ? `Building ${name}…` : `Fetching ${name} (${way}), once…`);
/** Is told what is fetched or built, instead of a line on stderr. */
export function tellOfFetching(tell: (obtaining: Obtaining) => void): void {
  onFetch = tell;
}

/** A function that finds the program, or fetches it once for all processes; it throws what to do when neither succeeds. */
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

async function obtain<T>({ name, isBuilt = false, present, ways, cure }: Program<T>): Promise<T> {
  let cause: unknown;
  for (const way of ways().filter(({ usable }) => usable)) {
    try {
      onFetch({ name, way: way.name, isBuilt });
      await way.take();
      const taken = await present();
      if (taken !== undefined) return taken;
      cause = new Error(`${way.name} brought no ${name} that can be used`);
    } catch (error) {
      cause = error;
    }
  }
  throw new MissingProgram(cure(), { cause });
}

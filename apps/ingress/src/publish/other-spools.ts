import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Broker, type CoreBus, followBucket, type Host } from "@acolhe/bus";
import { SPOOLS_BUCKET, SpoolGivenUp, SpoolWord, spoolGivenUpKey } from "@acolhe/events";
import { z } from "zod";
import type { Disk } from "./disk.ts";
import { within } from "./within.ts";

/*
 * Several ingress, one order. Facts of one contact may lie in the spools of several processes: the proxy turned to
 * another one, or the one that took them died. Each process keeps a word of its own in the bucket `spools`: since when
 * facts wait in its spool, by group of contacts, and which connections of the others it has heard of. No process
 * publishes a fact that came later than one that waits elsewhere.
 *
 * Modes, anew with each connection: asking (it has not heard from all the others) → settled.
 * O1. A process says what it has before it answers for it and before it publishes it, and takes it back afterwards. It
 *     says nothing before it has looked for what a former process left in its spool; one that cannot look says that it does
 *     not know, and is waited for as if anything could wait there, as long as a silent one.
 * O2. What waits may go when it came before everything of its contact's group that waits in the others.
 * O3. A process that has said nothing for `HOLD_MS` is not waited for any longer; nor is a spool that cannot be opened
 *     once an operator has given it up.
 * O4. Nothing leaves while asking. Every process that was there before answers by repeating its word with the asker's
 *     connection in it, so that what it took while the broker was away is known, however long it needs to say it.
 */

/** A killed process is back within seconds; patients would notice a longer silence. */
export const HOLD_MS = 30_000;
const REPEAT_MS = HOLD_MS / 3;
/** A request that was under way when the connection broke is never answered. */
const SAY_MS = 1_000;
/** Contacts are hashed into this many groups: few names to say, and seldom one contact that waits for another. */
const GROUPS = 256;
/** Stands for all of them, where it is not known yet whose facts wait. */
export const EVERY_GROUP = "*";
/** Before all that any process was ever told. */
export const ANYTHING: Waiting = { [EVERY_GROUP]: 0 };

/** Nothing waits anywhere else. */
export const NOTHING = Number.POSITIVE_INFINITY;

/** Since when something waits, epoch ms, by group of contacts. */
export type Waiting = SpoolWord["waiting"];

export const groupOf = (contact: string): string => String(createHash("sha256").update(contact).digest()[0]! % GROUPS);

interface OtherSpoolsDeps {
  readonly broker: Broker<CoreBus>;
  readonly host: Host;
  readonly disk: Disk;
  readonly spoolDir: string;
  /** The machine and the folder, as operators know it. */
  readonly place: string;
  readonly onError: (error: unknown) => void;
}

export function createOtherSpools(deps: OtherSpoolsDeps) {
  const { host } = deps;
  const { now } = host;
  const self = createSelf(deps);
  const heard = createHeard(deps, self, { onGivenUp: () => (said = null) });
  const { others } = heard;
  let said: { json: string; at: number } | null = null;
  let left = false;

  return {
    /** O4: what waits elsewhere is known. */
    settled: heard.settled,
    /** An operator ordered that no process wait for this one's spool while it cannot be opened. */
    isGivenUp: heard.isGivenUp,
    /** Something waits in another process. */
    any: () => [...others.values()].some(({ word }) => Object.keys(word.waiting).length > 0),
    /** When the oldest fact of a group that waits in another process came. */
    oldest(group: string): number {
      let sinceMs = NOTHING;
      for (const { word } of others.values())
        sinceMs = Math.min(sinceMs, word.waiting[group] ?? NOTHING, word.waiting[EVERY_GROUP] ?? NOTHING);
      return sinceMs;
    },
    /** O1. Resolves when the broker has it; says nothing twice within `REPEAT_MS`. */
    async say(waiting: Waiting, { isKnown = true } = {}): Promise<void> {
      if (left) return;
      heard.look();
      const name = await self.name();
      others.delete(name);
      const connections = Object.fromEntries([...others].map(([other, { word }]) => [other, word.connection]));
      const word: SpoolWord = {
        ...{ waiting, connection: self.connection(), heard: connections },
        ...(isKnown ? {} : { unknown: true }),
        place: deps.place,
      };
      const json = JSON.stringify(word);
      if (said?.json === json && now() - said.at < REPEAT_MS) return;
      await within(host, SAY_MS, async () => (await self.bucket()).put(name, json));
      said = { json, at: now() };
      // The next time it cannot be opened, something may have come since.
      if (isKnown && heard.isGivenUp()) await (await self.bucket()).delete(spoolGivenUpKey(deps.place));
    },
    /** Nothing of this process is to be waited for, not even its answer. */
    async leave(): Promise<void> {
      left = true;
      const name = await self.name();
      await within(host, SAY_MS, async () => (await self.bucket()).delete(name));
    },
    /** Told whenever another process says something. */
    onChange: heard.onChange,
    stop: heard.stop,
  };
}
export type OtherSpools = ReturnType<typeof createOtherSpools>;

type Self = ReturnType<typeof createSelf>;

/** Under which name this process speaks, and on which connection. */
function createSelf({ broker, host, disk, spoolDir, onError }: OtherSpoolsDeps) {
  let own: string | null = null;
  let here = { since: Number.NaN, connection: "" };

  async function bucket() {
    if (!broker.bus) throw new Error("the broker was not reached yet");
    return broker.bus.kvm.open(SPOOLS_BUCKET);
  }

  return {
    bucket,
    get knownName() {
      return own;
    },
    /** Travels with the folder: the process that finds the spool again is the one the others wait for. */
    async name(): Promise<string> {
      if (own) return own;
      const path = join(spoolDir, "name");
      try {
        own = z.uuid().parse((await disk.readFile(path, "utf8")).trim());
      } catch {
        own = host.uniqueId();
        try {
          await disk.mkdir(spoolDir, { recursive: true });
          await disk.writeFile(path, own, { mode: 0o600, flush: true });
        } catch (error) {
          // Without a folder nothing is spooled either, so no process will have to find this name again.
          onError(error);
        }
      }
      return own;
    },
    /** O3. Not where it has said something since. */
    forget(name: string, revision: number): void {
      bucket()
        .then((kv) => kv.delete(name, { previousSeq: revision }))
        .catch(onError);
    },
    connection(): string {
      if (here.since !== broker.connectedAt) here = { since: broker.connectedAt, connection: host.uniqueId() };
      return here.connection;
    },
  };
}

/** What the others have said, and whether all of them have on this connection. */
function createHeard(
  { broker, host, place, onError }: OtherSpoolsDeps,
  self: Self,
  { onGivenUp }: { onGivenUp: () => void },
) {
  const { now } = host;
  const others = new Map<string, { word: SpoolWord; saidAt: number; revision: number }>();
  let watchedSince = Number.NaN;
  /** The connection of the own word, once it was read back. */
  let readBack = "";
  /** Nothing more was on its way. A word that was repeated meanwhile comes behind the own one, though it is older. */
  let caughtUp = false;
  let settledSince = Number.NaN;
  const ownMark = spoolGivenUpKey(place);
  let isGivenUp = false;
  let changed = () => {};
  let endWatch = () => {};

  broker.whenFirstConnected((bus) => {
    const following = followBucket(bus, SPOOLS_BUCKET, {
      onStart() {
        watchedSince = broker.connectedAt;
        readBack = "";
        caughtUp = false;
        settledSince = Number.NaN;
        isGivenUp = false;
        others.clear();
      },
      onChange({ key, value, revision, pending }) {
        caughtUp = pending === 0;
        if (key === ownMark) isGivenUp = SpoolGivenUp.safeParse(value).success;
        const { data: word } = SpoolWord.safeParse(value);
        if (key === self.knownName) {
          readBack = word?.connection ?? "";
          // Another process gave this one up.
          if (!word) onGivenUp();
        } else if (word) others.set(key, { word, saidAt: now(), revision });
        else others.delete(key);
        look();
        changed();
      },
      onError,
    });
    endWatch = () => following.stop();
  });

  /** O3, O4. What is known from before the connection counts neither way. */
  function look(): void {
    const own = self.knownName;
    if (own === null || watchedSince !== broker.connectedAt || readBack !== self.connection() || !caughtUp) return;
    for (const [name, { saidAt, revision }] of others)
      if (now() - saidAt > HOLD_MS && others.delete(name)) self.forget(name, revision);
    if ([...others.values()].every(({ word }) => word.heard[own] === readBack)) settledSince = broker.connectedAt;
  }

  return {
    others,
    isGivenUp: () => isGivenUp,
    look,
    settled: () => broker.connected && settledSince === broker.connectedAt,
    onChange(run: () => void): void {
      changed = run;
    },
    stop: () => endWatch(),
  };
}

import { allStreams, type Bus, readStream } from "@acolhe/bus";
import type { Cache } from "@acolhe/cache";
import type { Database } from "@acolhe/database";
import { searchTables } from "@acolhe/database/privacy";
import { DELIVERY, INBOUND, SHADOW, TURNS } from "@acolhe/events";
import { names, patternsOf } from "../needles.ts";
import { type Desk, leftAtDesk } from "./desk.ts";
import { fileNameOf, wordsInLog } from "./files.ts";
import type { Plan } from "./plan.ts";

/** What a search of one store for the person's numbers, documents, addresses, ids and names gave. */
export interface Searched {
  readonly store: string;
  /** Records, rows, keys or contacts that were looked at. */
  readonly looked: number;
  /** What is left of the person. Anything but 0 means that the erasure is not done. */
  readonly found: number;
  /** In conversations and records of other people, who speak of them: theirs to ask for. */
  readonly mentions: number;
  /** Written by the person after the erasure, as a new contact. */
  readonly afterwards: number;
}

interface Deps {
  readonly bus: Bus;
  readonly db: Database;
  readonly cache: Cache;
  readonly desk: Desk | null;
}

/** The cache did not answer, so what it has is unknown. */
export class CacheAway extends Error {
  override readonly name = "CacheAway";
}

/** Looks everywhere. A plan without places was not carried out. */
export async function searchAll(deps: Deps, plan: Plan): Promise<Searched[]> {
  const written = await wordsInLog(deps.bus, plan.refs);
  const streams: Searched[] = [];
  for (const name of await allStreams(deps.bus)) streams.push(await searchStream(deps.bus, name, plan, written));
  const wroteAnew = streams.some(({ afterwards }) => afterwards > 0);
  return [
    ...streams,
    ...(await searchDatabase(deps.db, plan, wroteAnew)),
    await searchCache(deps.cache, plan, wroteAnew),
    ...(await searchDesk(deps.desk, plan, wroteAnew)),
  ];
}

const LOG_STREAMS: Readonly<Record<string, "inbound" | "turns" | "delivery">> = {
  [INBOUND.name]: "inbound",
  [TURNS.name]: "turns",
  [DELIVERY.name]: "delivery",
};

async function searchStream(bus: Bus, stream: string, plan: Plan, written: string): Promise<Searched> {
  const counts = { looked: 0, found: 0, mentions: 0, afterwards: 0 };
  const place = LOG_STREAMS[stream];
  for await (const message of readStream(bus, stream)) {
    counts.looked += 1;
    // Pieces of files are no text.
    const text = message.subject.includes(".C.") ? "" : message.text();
    const isOwn = speaksOf(plan.refs, message.subject, text);
    if (!isOwn && !names(plan.needles, `${message.subject} ${text}`)) continue;
    const isNewer = place ? isNew(place, message.seq, text, plan) : isNewEntry(stream, message, plan, written);
    if (isOwn && isNewer) counts.afterwards += 1;
    else if (isOwn || speaksOf(plan.shared, message.subject, text)) counts.found += 1;
    else counts.mentions += 1;
  }
  return { store: stream, ...counts };
}

/**
 * Of a bucket: written since. Of a file: since then, it is spoken of in what is in the log now. Of a shadow never: whenever it was
 * written, it was made of what the log had before.
 */
function isNewEntry(
  stream: string,
  { subject, storedAtMs }: { subject: string; storedAtMs: number },
  { purgedAtMs }: Plan,
  written: string,
): boolean {
  if (stream === SHADOW.name) return false;
  const file = fileNameOf(subject);
  return file === null ? storedAtMs > (purgedAtMs ?? Number.POSITIVE_INFINITY) : written.includes(file);
}

/** Whether a record is in one of these conversations: by its subject, or by what an entry or a file says of itself. */
const speaksOf = (refs: Plan["refs"], subject: string, text: string): boolean =>
  refs.some(
    ({ channel, contact }) =>
      `${subject}.`.includes(`.${channel}.${contact}.`) ||
      (subject.startsWith("$") && (subject.endsWith(`.${contact}`) || text.includes(`"${contact}"`))),
  );

/** Stored after the purge, and not about anything before it: a turn for an erased event, an outcome of an erased turn. */
function isNew(place: "inbound" | "turns" | "delivery", seq: number, text: string, { places }: Plan): boolean {
  if (!places || seq <= places[place]) return false;
  const record = parsed(text) as { event?: { seq?: number }; turnSeq?: number; type?: string };
  if (place === "turns") return (record.event?.seq ?? 0) > places.inbound;
  return record.turnSeq === undefined || record.turnSeq > places.turns;
}

function parsed(text: string): object {
  try {
    return (JSON.parse(text) as object | null) ?? {};
  } catch {
    return {};
  }
}

/** Rows a conversation that began anew brings with it. */
const LIVE_TABLES = /^read\.|^public\.(?:contacts|contact_people|conversation_\w+|desk_changes|audit)$/;

async function searchDatabase(db: Database, plan: Plan, wroteAnew: boolean): Promise<Searched[]> {
  const own = [...plan.person.patients, ...plan.person.guardians, ...plan.refs.map(({ contact }) => contact)];
  const shared = plan.shared.map(({ contact }) => contact);
  const hits = await db
    .transaction()
    .execute((trx) => searchTables(trx, patternsOf(plan.needles), [...own, ...shared]));
  return hits.map(({ table, rows, found, mentions }) => {
    const theirs = found - mentions;
    const isLive = wroteAnew && LIVE_TABLES.test(table);
    return {
      store: table,
      looked: rows,
      found: isLive ? 0 : theirs,
      mentions,
      afterwards: isLive ? theirs : 0,
    };
  });
}

async function searchCache(cache: Cache, plan: Plan, wroteAnew: boolean): Promise<Searched> {
  const found = await cache.sweep(cacheWords(plan), { remove: false });
  if (found === null) throw new CacheAway("the cache did not answer");
  return {
    store: "redis",
    looked: found,
    found: wroteAnew ? 0 : found,
    mentions: 0,
    afterwards: wroteAnew ? found : 0,
  };
}

export const cacheWords = ({ refs, person }: Plan): string[] => [
  ...new Set([...refs.map(({ contact }) => contact as string), ...person.phones]),
];

async function searchDesk(desk: Desk | null, plan: Plan, wroteAnew: boolean): Promise<Searched[]> {
  if (!desk) return [];
  const { contacts, messages } = await leftAtDesk(desk, plan);
  return [
    {
      store: "chatwoot",
      looked: contacts + messages,
      found: messages + (wroteAnew ? 0 : contacts),
      mentions: 0,
      afterwards: wroteAnew ? contacts : 0,
    },
  ];
}

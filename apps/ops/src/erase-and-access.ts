import type { Bus } from "@acolhe/bus";
import { connectCache } from "@acolhe/cache";
import { connectDatabase, type Database, recordAudit } from "@acolhe/database";
import {
  AmbiguousPerson,
  decideErasure,
  erasuresToRun,
  findErasure,
  requestErasure,
  subjectOf,
} from "@acolhe/database/privacy";
import {
  accessFile,
  accessText,
  type Certificate,
  certificateText,
  type ErasureDeps,
  openDesk,
  planErasure,
  previewErasure,
  runErasure,
  UnknownPerson,
} from "@acolhe/privacy";
import { loadChannels, type Settings } from "@acolhe/runtime";
import { CommandError } from "./command.ts";

/** What the command line says of people: their file, and that they are erased. */
export interface PrivacyArguments {
  readonly id: string | undefined;
  readonly reason: string | undefined;
  readonly dryRun: boolean;
  readonly resume: boolean;
  readonly certificate: boolean;
  readonly json: boolean;
}

type Say = (line: string) => void;
interface How {
  readonly json: boolean;
  readonly say: Say;
  /** Where a certificate goes; absent: it is said. */
  readonly give?: (certificate: Certificate) => void;
}

const shown = (certificate: Certificate, json: boolean): string =>
  json ? JSON.stringify(certificate, null, 2) : certificateText(certificate);

/** The cache's answer may be waited for: no webhook is waiting. */
const CACHE_MS = 5_000;
const REASON = "pedido da pessoa titular";

export async function withStores<T>(bus: Bus, settings: Settings, work: (deps: ErasureDeps) => Promise<T>): Promise<T> {
  const db = connectDatabase({ url: settings.DATABASE_URL, name: "ops", connectionsMax: 4, patienceMs: 600_000 });
  const cache = connectCache({ url: settings.REDIS_URL, commandMsMax: CACHE_MS });
  const isDeskSet = settings.CHATWOOT_URL !== undefined;
  const desk = openDesk({
    url: settings.CHATWOOT_URL,
    token: settings.CHATWOOT_TOKEN,
    accountId: settings.CHATWOOT_ACCOUNT_ID,
    timeoutMs: settings.CHATWOOT_TIMEOUT_MS,
    channels: isDeskSet ? loadChannels(settings) : [],
  });
  try {
    await cache.ready(CACHE_MS);
    return await work({ bus, db, cache, desk });
  } finally {
    cache.close();
    await db.destroy();
  }
}

/** The exit code: 1 where no person was found, or where it did not come to its end. */
export async function eraseVerb(deps: ErasureDeps, args: PrivacyArguments, say: Say): Promise<number> {
  try {
    if (args.certificate) return await showCertificate(deps.db, args, say);
    if (args.resume) return await resume(deps, args.id, { json: args.json, say });
    const subject = args.id === undefined ? null : await subjectOf(deps.db, args.id);
    if (!subject) return refused("nobody has this id or number");
    if (args.dryRun) return await preview(deps, subject, { json: args.json, say });
    await planErasure(deps, { subjectKind: subject.kind, subject: subject.subject });
    const row = await requestErasure(deps.db, { ...subject, reason: args.reason ?? REASON, requestedBy: null });
    if (!row) return refused("an erasure of this person is under way: npm run ops -- erase --resume");
    // A person with this command line has the servers: there is no second one to ask.
    await decideErasure(deps.db, { id: row.id, version: row.version, by: null, approve: true });
    await recordAudit(deps.db, [{ action: "erase", entity: "erasure", entityId: row.id }]);
    if (!args.json) say(`erasure ${row.id}`);
    return await carryOut(deps, row.id, { json: args.json, say });
  } catch (error) {
    if (error instanceof UnknownPerson || error instanceof AmbiguousPerson) return refused(error.message);
    throw error;
  }
}

async function carryOut(deps: ErasureDeps, id: string, { json, say, give }: How): Promise<number> {
  try {
    await runErasure(deps, id);
  } catch (error) {
    const row = await findErasure(deps.db, id);
    if (error instanceof UnknownPerson || error instanceof AmbiguousPerson) throw error;
    // Not among the answers that a program reads.
    console.error(`in progress, at the step ${row?.step}: ${row?.problem}. Go on with: npm run ops -- erase --resume`);
    return 1;
  }
  const row = await findErasure(deps.db, id);
  const certificate = row?.certificate as unknown as Certificate | null;
  if (certificate) give ? give(certificate) : say(shown(certificate, json));
  return row?.state === "done" ? 0 : 1;
}

async function resume(deps: ErasureDeps, id: string | undefined, how: How): Promise<number> {
  const ids = id === undefined ? await erasuresToRun(deps.db) : [id];
  if (ids.length === 0 && !how.json) how.say("nothing is in progress");
  let code = 0;
  const done: Certificate[] = [];
  const give = (certificate: Certificate) => void done.push(certificate);
  for (const one of ids) code = Math.max(code, await carryOut(deps, one, { ...how, give }));
  if (how.json) how.say(JSON.stringify(done, null, 2));
  else for (const certificate of done) how.say(certificateText(certificate));
  return code;
}

async function preview(deps: ErasureDeps, subject: { kind: string; subject: string }, how: How): Promise<number> {
  const { json, say } = how;
  const lines = await previewErasure(deps, subject);
  if (json) {
    say(JSON.stringify(lines, null, 2));
    return 0;
  }
  if (lines.length === 0) say("nothing was found");
  for (const { store, found, mentions } of lines)
    say(`${store}: ${found} of this person${mentions > 0 ? `, ${mentions} of others who mention them` : ""}`);
  return 0;
}

async function showCertificate(db: Database, { id, json }: PrivacyArguments, say: Say): Promise<number> {
  const row = id === undefined ? undefined : await findErasure(db, id);
  if (!row?.certificate) return refused("there is no certificate of this number");
  const certificate = row.certificate as unknown as Certificate;
  say(shown(certificate, json));
  return 0;
}

export async function accessVerb(db: Database, { id, json }: PrivacyArguments, say: Say): Promise<number> {
  try {
    const subject = id === undefined ? null : await subjectOf(db, id);
    const file = subject && (await accessFile(db, subject.kind, subject.subject, new Date().toISOString()));
    if (!file) return refused("nobody has this id or number");
    await recordAudit(db, [{ action: "access", entity: subject.kind, entityId: subject.subject }]);
    say(json ? JSON.stringify(file, null, 2) : accessText(file));
    return 0;
  } catch (error) {
    if (error instanceof AmbiguousPerson) return refused(error.message);
    throw error;
  }
}

/** @throws CommandError */
function refused(why: string): never {
  throw new CommandError(why);
}

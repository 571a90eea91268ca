import type { Shape } from "./shape.ts";

/** What help says of a command beyond its options: how it is called, and what it answers with `--json`. */
export interface Reference {
  /** As it is called after `ops`. */
  readonly example: string;
  /** One JSON value of one of these shapes; empty: it answers no JSON. */
  readonly answers: readonly Shape[];
  /** Each value is a line, one a record or a rule. */
  readonly isLines?: true;
}

const PHONE = "5511999990000";
const WHY = '--reason "asked by the clinic"';
const OF = { channel: "text", contact: "text" } as const satisfies Shape;
/** Of what asks before it acts. */
const DRY_RUN = { dryRun: "yes or no", action: "text", entity: "text", entityId: "text" } as const satisfies Shape;
const acting = (example: string, ...answers: Shape[]): Reference => ({
  example: `${example} ${WHY}`,
  answers: [...answers, DRY_RUN],
});
const control = (name: string): Reference => ({
  example: `${name} ${PHONE}`,
  answers: [{ order: "text", ...OF, "seq?": "sequence", "dryRun?": "yes or no" }],
});
const QUEUED = { ...OF, turnSeq: "sequence", index: "number", lane: "text", decidedAt: "ms", waits: "text" } as const;
const WITHOUT_WORDS = { ...QUEUED, kind: "text", author: "text", validUntil: "ms or null" } as const;
const ORDERED = {
  ...OF,
  order: { type: "text", "command?": "anything", "commands?": ["anything"], "as?": "text" },
  seq: "sequence",
  outcome: { orNull: { status: "text", turnSeq: "sequence", index: "number" } },
} as const satisfies Shape;
const TALLY = {
  ...{ turns: "number", same: "number", different: "number", otherEngine: "number", unknownFlow: "number" },
  ...{ skipped: "number", byRule: [{ rule: "text", count: "number", fields: ["text"] }], seconds: "number" },
  first: ["sequence"],
} as const satisfies Shape;
const CERTIFICATE = {
  ...{ erasure: "text", kind: "text", requestedAt: "text", decidedAt: "text or null", endedAt: "text" },
  ...{ reason: "text", subjectHash: "text", conversations: "number", sharedConversations: "number" },
  ...{ stores: ["anything"], keptByLaw: "anything", searchedFor: ["text"], namesNotSearched: "yes or no" },
  ...{ outside: ["text"], rounds: "number" },
} as const satisfies Shape;

const LOOK: Readonly<Record<string, Reference>> = {
  status: {
    example: "status",
    answers: [
      {
        installation: "text",
        streams: [{ name: "text", records: "number", bytes: "number", lastAt: "ms or null" }],
        consumers: [
          { name: "text", toCome: "number", inFlight: "number", redelivered: "number", oldestAt: "ms or null" },
        ],
        channels: [{ id: "text", connected: "yes or no or null", at: "ms or null", paused: "yes or no" }],
        ...{ observing: "yes or no", unknown: { count: "number", oldest: "ms or null" } },
        ...{ deadLetters: "number", unknownSpools: "number" },
        processes: [{ name: "text", ready: "yes or no or null", missing: "text or null" }],
        verdicts: [
          { about: "text", name: "text", ok: "yes or no", code: "text", value: "number or null", says: "text" },
        ],
      },
    ],
  },
  tail: {
    example: "tail --type message-missed --since 12h --no-follow",
    answers: [{ ...OF, stream: "text", seq: "sequence", storedAtMs: "ms", kind: "text", says: "text" }],
    isLines: true,
  },
  "alerts list": {
    example: "alerts list",
    answers: [{ savedAt: "text or null", alerts: ["anything"], sinks: "anything", waiting: "number" }],
  },
  "alerts ack": { example: "alerts ack service-down:projector", answers: [{ acknowledged: "text" }] },
  "alerts test": { example: "alerts test", answers: [[{ sink: "text", reason: "text or null" }]] },
  canary: { example: "canary", answers: [[{ channel: "text", at: "ms", tookMs: "number or null", outcome: "text" }]] },
  parked: { example: "parked", answers: [[{ ...OF, eventSeq: "sequence", since: "ms", waiting: "number" }]] },
  "unknown list": {
    example: "unknown",
    answers: [[{ ...OF, since: "ms", command: { orNull: { turnSeq: "sequence", index: "number" } } }]],
  },
  "unknown settle": acting(`unknown settle ${PHONE} unsent`, ORDERED),
  "dead-letters list": {
    example: "dead-letters",
    answers: [
      [
        {
          ...{ key: "text", by: "text", stream: "text", seq: "sequence", at: "ms" },
          ...{ channel: "text or null", contact: "text or null" },
          unreadable: { stream: "text", seq: "sequence", reason: "text" },
        },
      ],
    ],
  },
  "dead-letters forget": { example: "dead-letters forget INBOUND.4711.worker", answers: [{ forgotten: "text" }] },
  "spools list": {
    example: "spools",
    answers: [
      [
        {
          ...{ name: "text", place: "text or null", unknown: "yes or no", oldestAt: "ms or null" },
          givenUp: { orNull: { place: "text", at: "ms", by: "text" } },
        },
      ],
    ],
  },
  "spools give-up": acting("spools give-up desk:/var/spool/acolhe", { givenUp: "text" }),
  "spools wait": acting("spools wait desk:/var/spool/acolhe", { waitedFor: "text" }),
  timers: { example: "timers --limit 10", answers: [[{ ...OF, name: "text", at: "ms" }]] },
};

const UNDERSTAND: Readonly<Record<string, Reference>> = {
  explain: {
    example: `explain ${PHONE} --at 13:09`,
    answers: [
      {
        ...{ ...OF, before: "anything", now: "anything", decided: ["anything"], cause: "anything" },
        chain: [{ stream: "text", seq: "sequence", storedAtMs: "ms", kind: "text" }],
      },
    ],
  },
  history: {
    example: `history ${PHONE} --since 2h`,
    answers: [
      [
        {
          ...{ stream: "text", seq: "sequence", storedAtMs: "ms", kind: "text" },
          ...{ "event?": "anything", "turn?": "anything", "attempt?": "anything", "order?": "anything" },
          ...{ "outcome?": "anything", "receipt?": "anything" },
        },
      ],
    ],
  },
  "time-travel": {
    example: `time-travel ${PHONE} 13:09`,
    answers: [{ turnSeq: "sequence", at: "ms", rule: "text", state: "anything" }],
  },
  replay: {
    example: "replay --flow libs/flows/clinic --since 7d",
    answers: [
      { ...TALLY, from: "sequence", to: "sequence", rate: "number" },
      { ...TALLY, told: "number", conversations: "number", added: "number", missing: "number" },
      { removed: "number" },
    ],
  },
  verify: {
    example: "verify",
    answers: [
      {
        ...{ records: "number", unreadable: "number", seconds: "number" },
        violations: [{ invariant: "text", stream: "text", seq: "sequence", says: "text" }],
      },
    ],
  },
};

const ACT: Readonly<Record<string, Reference>> = {
  takeover: control("takeover"),
  return: control("return"),
  pause: control("pause"),
  resume: control("resume"),
  unmerge: control("unmerge"),
  "outbound list": { example: "outbound list --channel main", answers: [[WITHOUT_WORDS]] },
  "outbound show": {
    example: `outbound show ${PHONE}`,
    answers: [[WITHOUT_WORDS], [{ ...QUEUED, command: "anything" }]],
  },
  "outbound hold": acting(`outbound hold ${PHONE}`, ORDERED),
  "outbound release": acting(`outbound release ${PHONE}`, ORDERED),
  "outbound drop": acting(`outbound drop ${PHONE} --turn 4711`, ORDERED),
  "outbound retry": acting(`outbound retry ${PHONE}`, ORDERED),
  "channel list": {
    example: "channel",
    answers: [
      [
        {
          ...{ id: "text", connected: "yes or no or null", paused: "anything", gateway: "anything" },
          ...{ comparedUntil: "ms or null", oldestWaitingAt: "ms or null" },
        },
      ],
    ],
  },
  "channel check": { example: "channel check main", answers: [{ id: "text", complaints: ["text"] }] },
  "channel mend": acting("channel mend main", { id: "text", mended: ["text"], complaints: ["text"] }),
  "channel pause": acting("channel pause main", { id: "text", action: "text" }),
  "channel resume": acting("channel resume main", { id: "text", action: "text" }),
  "contact find": {
    example: "contact find 0000",
    answers: [[{ channel: "text", kind: "text", name: "text", leadsTo: "text or null" }]],
  },
  "contact merge": acting(`contact merge 5511988880000 ${PHONE}`, { ...OF, survivor: "text", seq: "sequence" }),
  "contact unmerge": control("contact unmerge"),
};

const PEOPLE: Readonly<Record<string, Reference>> = {
  access: {
    example: `access ${PHONE}`,
    answers: [
      { madeAt: "text", kind: "text", sections: "anything", consents: ["anything"], otherConversations: "number" },
    ],
  },
  retention: {
    example: "retention --dry-run",
    answers: [
      [{ rule: "text", where: "text", days: "number", count: "number", oldest: "text or null" }],
      { rule: "text", deleted: "number", unreadable: "number" },
    ],
    isLines: true,
  },
  erase: {
    example: `erase ${PHONE} --dry-run`,
    answers: [CERTIFICATE, [CERTIFICATE], [{ store: "text", found: "number", mentions: "number" }]],
  },
};

const SET_UP: Readonly<Record<string, Reference>> = {
  "flow publish": { example: "flow publish libs/flows/clinic", answers: [{ version: "text", removed: ["anything"] }] },
  "flow return-to": { example: "flow return-to 9b8Hgt7XW-e0p2FVknsQ1m", answers: [{ version: "text" }] },
  "flow versions": { example: "flow", answers: [[{ version: "text", keptAt: "ms", current: "yes or no" }]] },
  setup: { example: "setup", answers: [{ ok: "yes or no" }] },
  backup: {
    example: "backup /backups/2026-11-29",
    answers: [
      {
        ...{ folder: "text", tables: "number", rows: "number", streams: "number", bytes: "number", seconds: "number" },
      },
    ],
  },
  restore: acting("restore /backups/2026-11-29", {
    ...{ madeAt: "ms", tables: "number", streams: "number" },
    cut: "anything",
  }),
  "observing status": {
    example: "observing",
    answers: [{ observes: "yes or no", "since?": "ms", "until?": "ms or null" }],
  },
  "observing begin": acting("observing begin", { observes: "yes or no" }),
  "observing end": acting("observing end", { observes: "yes or no", since: "ms", until: "ms" }),
  "log-level": {
    example: "log-level conversation-worker debug --minutes 10",
    answers: [
      { service: "text", level: "text", minutes: "number or null" },
      [{ service: "text", level: "text", until: "ms" }],
    ],
  },
  "service install": {
    example: "service install --user clinic --dry-run",
    answers: [{ path: "text", unit: "text", installed: "yes or no" }],
  },
  "service uninstall": {
    example: "service uninstall --dry-run",
    answers: [{ path: "text", uninstalled: "yes or no" }],
  },
  "service status": { example: "service status", answers: ["anything"] },
  completion: { example: "completion bash", answers: [] },
};

/** By how a command is called. A test asks it of every command. */
export const REFERENCE: Readonly<Record<string, Reference>> = {
  ...LOOK,
  ...UNDERSTAND,
  ...ACT,
  ...PEOPLE,
  ...SET_UP,
};

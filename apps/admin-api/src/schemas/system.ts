import { ALERT_CODES, SINKS, VERDICT_CODES } from "@acolhe/status";
import { z } from "zod";
import { spread } from "./analytics.ts";

const instant = z.string().nullable();

const Log = z
  .object({
    streams: z.array(z.object({ name: z.string(), records: z.int(), bytes: z.int(), lastAt: instant })),
    consumers: z.array(
      z.object({
        name: z.string(),
        toCome: z.int().describe("Records it was not handed yet"),
        inFlight: z.int().describe("Records it has in hand"),
        oldestAt: instant.describe("When the oldest record that it has not handled was stored"),
      }),
    ),
    numbers: z.array(
      z.object({
        id: z.string(),
        connected: z.boolean().nullable().describe("Null: nothing heard yet"),
        since: instant,
      }),
    ),
    unknown: z.object({ count: z.int(), since: instant }).describe("Contacts whose last send may or may not have left"),
    deadLetters: z.int(),
    unknownSpools: z
      .int()
      .describe("Processes that take webhooks and cannot open their spool: what waits there is unknown"),
    processes: z.array(
      z.object({ name: z.string(), ready: z.boolean().nullable().describe("Null: it does not answer") }),
    ),
    verdicts: z.array(
      z.object({
        about: z.enum(["consumer", "number", "bot", "unknown", "dead-letters", "spool", "process"]),
        name: z.string(),
        ok: z.boolean(),
        code: z.enum(VERDICT_CODES),
        value: z.number().nullable().describe("Of `behind` and `some` how many, of `old` milliseconds"),
      }),
    ),
  })
  .describe("As the broker tells it; null: it does not answer");

const People = z
  .object({
    parked: z.int(),
    parkedSince: instant,
    sessions: z.array(z.object({ mode: z.string(), count: z.int() })),
    waiting: z.int(),
    waitingOpenMs: z.int().describe("The longest wait for a person, of opening hours"),
    dangers: z.int(),
    dangerMs: z.int().describe("The longest wait of a person who may be in danger"),
    replies: spread
      .nullable()
      .describe("Of today: from the patient's first words of a session to the first answer; null: not counted in time"),
  })
  .describe("As the database tells it; null: it does not answer");

export const SystemAlerts = z
  .object({
    isWatched: z
      .boolean()
      .describe("Whether a process looks; where none does, none being open does not say that all is well"),
    ways: z
      .array(
        z.object({
          sink: z.enum(SINKS),
          to: z.array(z.string()).describe("Of a mail; a webhook's address is a secret"),
          sentAt: instant,
          failedAt: instant.describe("Null: the last sending arrived"),
        }),
      )
      .describe("How people are told; empty: they are not"),
    open: z.array(
      z.object({
        key: z.string(),
        code: z.enum(ALERT_CODES),
        subject: z.string().nullable().describe("Which number, service or server; null: there is only one"),
        count: z.int(),
        since: z.string(),
        firedAt: z.string().describe("When people were told first"),
        told: z.int().describe("How often they were told since"),
        isNearlyOver: z.boolean().describe("No longer seen, but not long enough ago"),
        acknowledged: z.object({ by: z.string(), at: z.string() }).nullable(),
      }),
    ),
  })
  .describe("What people were alerted of and is not over; null: the database does not answer");

export const SystemAnswer = z
  .object({ at: z.string(), log: Log.nullable(), people: People.nullable(), alerts: SystemAlerts.nullable() })
  .meta({ id: "System" });

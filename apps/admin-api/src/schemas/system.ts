import { VERDICT_CODES } from "@acolhe/status";
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
    processes: z.array(
      z.object({ name: z.string(), ready: z.boolean().nullable().describe("Null: it does not answer") }),
    ),
    verdicts: z.array(
      z.object({
        about: z.enum(["consumer", "number", "bot", "unknown", "dead-letters", "process"]),
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
    replies: spread.describe("Of today: from the patient's first words of a session to the first answer"),
  })
  .describe("As the database tells it; null: it does not answer");

export const SystemAnswer = z
  .object({ at: z.string(), log: Log.nullable(), people: People.nullable() })
  .meta({ id: "System" });

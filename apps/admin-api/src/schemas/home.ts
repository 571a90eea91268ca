import { GoLive } from "@acolhe/events";
import { z } from "zod";
import { AppointmentState } from "./appointments.ts";
import { Id } from "./common.ts";
import { MessageKind } from "./conversations.ts";

const count = z.int().describe("At most a thousand are counted");
const countIsExact = z.boolean().describe("False: there are at least `count`");
const hidden = "Null for a role that may not list them";

export const Home = z
  .object({
    at: z.string(),
    timeZone: z.string().describe("The clinic's"),
    waiting: z
      .object({
        count,
        countIsExact,
        items: z
          .array(
            z.object({
              channel: z.string(),
              contactKey: z.string(),
              name: z.string().nullable(),
              waitingSince: z.string(),
              reason: z.string().nullable().describe("Why a person was called, where the bot did"),
              label: z.string().nullable().describe("The reason in words"),
              team: z.string().nullable(),
              words: z
                .object({ kind: MessageKind, text: z.string() })
                .nullable()
                .describe("What they wrote last; of long texts the beginning"),
            }),
          )
          .nullable()
          .describe(`The longest first. ${hidden}`),
      })
      .describe("Who waits for a person"),
    unanswered: z.object({ count, countIsExact }).describe("Whose last words have no answer, from bot or staff"),
    leads: z
      .object({
        count,
        countIsExact,
        items: z
          .array(
            z.object({
              id: Id,
              name: z.string().nullable(),
              service: z.string().nullable(),
              reason: z.string().nullable(),
              label: z.string().nullable().describe("The reason in words"),
              channel: z.string(),
              contactKey: z.string(),
              capturedAt: z.string(),
            }),
          )
          .nullable()
          .describe(`The newest first. ${hidden}`),
      })
      .describe("Leads that no one has worked on yet"),
    appointments: z
      .object({
        day: z.string(),
        count: z.int().describe("Of the whole day, without the cancelled ones"),
        items: z
          .array(
            z.object({
              id: Id,
              startsAt: z.string(),
              endsAt: z.string(),
              state: AppointmentState,
              patientId: Id,
              patient: z.string(),
              professional: z.string(),
              service: z.string(),
            }),
          )
          .nullable()
          .describe(`Those still to come, and those under way. ${hidden}`),
      })
      .describe("Today, by the clinic's zone"),
    channels: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        botEnabled: z.boolean(),
        state: z
          .enum(["online", "offline", "unknown"])
          .describe("`unknown`: nothing was heard of it, or the broker is away"),
        since: z.string().nullable(),
        goLive: GoLive.nullable().describe(
          "How far the bot may go there: only record, answer new contacts, answer all; null: no process has said",
        ),
        begun: z
          .boolean()
          .nullable()
          .describe("Whether its chats were read, before which the bot says nothing; null where that is not needed"),
      }),
    ),
    bot: z.object({ enabled: z.boolean(), version: z.int() }),
  })
  .meta({ id: "Home" });

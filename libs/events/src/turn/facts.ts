import { z } from "zod";
import { BotOff } from "../bot-switch.ts";
import { AskedQuestion } from "./asked-question.ts";
import { Language } from "./language.ts";
import { Reading } from "./reading.ts";

const intent = z.string().regex(/^[a-z][a-z0-9_]{0,47}$/);
const confidence = z.number().min(0).max(1);

/** A piece of meaning found in a text. `value` is in a normal form: ISO date, HH:MM, E.164, digits of a CPF… */
export const Entity = z.object({
  type: z.string().regex(/^[a-z][a-z0-9_]{0,31}$/),
  value: z.string().max(200),
  /** The words it was found in. */
  text: z.string().max(200).optional(),
  /** Of a name: it is surely one. */
  known: z.literal(true).optional(),
});
export type Entity = z.infer<typeof Entity>;

/** What a classifier made of a patient's words. Recorded, so that a replay does not need the same classifier. */
export const Understanding = z.object({
  intent,
  confidence,
  alternatives: z.array(z.object({ intent, confidence })).max(5),
  entities: z.array(Entity).max(16),
  redFlag: z.object({ flagged: z.boolean(), kind: z.string().max(48).nullable() }),
  /** Name and version of the classifier. */
  version: z.string().max(64),
  language: Language.optional(),
  /** Where in the text words stand that are given names, in whatever letters they are written; turns of before know none. */
  given: z.array(z.number().int().nonnegative()).max(16).optional(),
  /** What the message does in the light of the open question; turns of before know none. */
  reading: Reading.optional(),
});
export type Understanding = z.infer<typeof Understanding>;

/** What the clinic knows of the people who write from this contact: themselves, and those they speak for. */
export const PatientCard = z.object({
  /** How to greet them. */
  name: z.string().min(1).max(120),
  patients: z
    .array(
      z.object({
        id: z.string().min(1).max(40),
        name: z.string().min(1).max(120),
        /** `self`: writes for themselves; `ward`: the writer is a guardian. */
        relation: z.enum(["self", "ward"]),
        /** The next appointment, if any. `at` in epoch milliseconds. */
        appointment: z
          .object({
            id: z.string().min(1).max(40),
            at: z.number().int(),
            service: z.string().max(120),
            professional: z.string().max(120).optional(),
            modality: z.enum(["clinic", "video"]).optional(),
            /** Where the video call is. */
            link: z.string().max(500).optional(),
          })
          .optional(),
      }),
    )
    .max(8),
});
export type PatientCard = z.infer<typeof PatientCard>;

const spans = z.array(z.string().regex(/^\d\d:\d\d-\d\d:\d\d$/));

/** The clinic's clock, computed once by the worker: rules of time zones change, a recorded answer does not. */
export const ClinicHours = z.object({
  open: z.boolean(),
  reason: z.enum(["open", "closed", "holiday"]),
  /** Local date and time, `2026-11-24T14:30`. */
  local: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/),
  /** The clinic's time zone, where staff have set another than the flow's. */
  timeZone: z.string().max(64).optional(),
  /** When it is open in an ordinary week, where staff have set another than the flow's. */
  weekly: z.record(z.enum(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]), spans).optional(),
  /** Days from today on, a week in all, that are not as their weekday: holidays, and days with hours of their own. */
  exceptions: z
    .array(z.object({ day: z.string().regex(/^\d{4}-\d\d-\d\d$/), spans }))
    .max(7)
    .optional(),
  /** When it opens next, local; null while open, or when it never does. */
  opens: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
    .nullable(),
});
export type ClinicHours = z.infer<typeof ClinicHours>;

/** Everything a turn knew besides state, event and flow (W2). What is absent was not known. */
export const Facts = z.object({
  /** The worker's clock, epoch milliseconds. */
  now: z.number(),
  understanding: Understanding.optional(),
  patient: PatientCard.optional(),
  /** The records did not answer: a contact without a card may be known all the same. */
  recordsSilent: z.literal(true).optional(),
  hours: ClinicHours.optional(),
  /** Staff have switched the bot off. */
  botOff: BotOff.optional(),
  /** Settings of the number, where they differ from the usual. */
  newContactsOnly: z.literal(true).optional(),
  continueAfterReturn: z.literal(true).optional(),
  humanMs: z.number().int().positive().optional(),
  /** Between two sends of a slow number. */
  paceMs: z.number().int().positive().optional(),
  /** How long text waits for more text, where a setting differs from the flow. */
  inputWindowMs: z.number().int().nonnegative().optional(),
  /** A model outside may be asked about words that were not understood. */
  model: z.literal(true).optional(),
  /** The question of ours that the event points at: reacts to, quotes, or answers by a tap. */
  about: AskedQuestion.optional(),
  /** A voice note may be written down outside. */
  transcription: z.literal(true).optional(),
  /** Where words of patients may go besides this system, by its settings: what the privacy texts say follows from it. */
  outside: z
    .object({
      model: z.literal(true).optional(),
      transcription: z.literal(true).optional(),
      desk: z.literal(true).optional(),
    })
    .optional(),
});
export type Facts = z.infer<typeof Facts>;

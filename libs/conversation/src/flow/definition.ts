import { Language } from "@acolhe/events";
import { z } from "zod";
import { Head } from "./head-schema.ts";
import { ListName, MessageKey, SlotName, Slug, StateName } from "./names.ts";
import { State } from "./state-schema.ts";

const words = z.array(z.string().min(1).max(80)).default([]);
/** words/<name>.yaml: compared without accents, case and punctuation; a patient may use any of the languages. */
const WordList = z.strictObject({ pt: words, es: words, en: words });

const localText = z.partialRecord(Language, z.union([z.string(), z.array(z.string())]));
/** One thing of the clinic: fields that are equal in all languages, and fields with a text (or words) for each. */
const Item = z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.union([z.string(), z.number(), localText]));
/** catalogue.yaml */
const Catalogue = z.record(Slug, z.record(Slug, Item));

/** Texts in ICU MessageFormat, by their key. */
const Messages = z.partialRecord(Language, z.record(MessageKey, z.string()));

// "reembols*", "psicolog* ou psiquiatra", "atende*/vai … em casa".
const ASKED_BY = /^(?:[\p{L}\p{N}][\p{L}\p{N}*/'-]*)(?: (?:[\p{L}\p{N}][\p{L}\p{N}*/'-]*|…(?= .)))*$/u;

/** facts.yaml: what a desk is asked again and again, by topic, as one sentence; a place may come with it as a pin. */
const ClinicFact = z.strictObject({
  say: z.partialRecord(Language, z.string().min(1)),
  asked: z
    .partialRecord(
      Language,
      z.array(z.string().regex(ASKED_BY, "a phrase of words; `*` ends one, `…` stands for a few")),
    )
    .optional()
    .describe("By which words it is asked for, where no reader knows the topic, or takes it for another one"),
  location: z
    .strictObject({
      title: z.string().min(1).max(100),
      address: z.string().min(1).max(200),
      latitude: z.number().min(-90).max(90),
      longitude: z.number().min(-180).max(180),
    })
    .optional(),
});
export type ClinicFact = z.infer<typeof ClinicFact>;
const Facts = z.record(SlotName, ClinicFact);

/** A whole flow as data: what is published, named by its content, and never changed. */
export const FlowDefinition = z.strictObject({
  flow: Head,
  states: z.record(StateName, State),
  messages: Messages,
  words: z.record(ListName, WordList),
  catalogue: Catalogue,
  facts: Facts.optional(),
});
export type FlowDefinition = z.infer<typeof FlowDefinition>;

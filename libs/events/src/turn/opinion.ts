import { z } from "zod";
import { Understanding } from "./facts.ts";
import { Language } from "./language.ts";

/** The `lookup` that shows words nobody could place to a model outside. */
export const OPINION_LOOKUP = "understanding";
/** What it carries. */
export const OpinionQuestion = z.object({ text: z.string().min(1), language: Language });
export type OpinionQuestion = z.infer<typeof OpinionQuestion>;
/** What comes back when the model has an opinion; values travel as text. */
export const OpinionValues = z.object({
  intent: Understanding.shape.intent,
  confidence: z.string().min(1).transform(Number).pipe(z.number().min(0).max(1)),
});

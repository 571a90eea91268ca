import { z } from "zod";
import { Language } from "./language.ts";
import { Reading } from "./reading.ts";

/** The `lookup` that shows a model outside the words that could not be placed. */
export const OPINION_LOOKUP = "understanding";
/** What it carries. The words are masked before they are put here: a log keeps no more than leaves. */
export const OpinionQuestion = z.object({
  text: z.string().min(1),
  language: Language,
  /** The open question, as `QUESTIONS` names them. */
  question: Reading.shape.question,
});
export type OpinionQuestion = z.infer<typeof OpinionQuestion>;

const listed = <T extends z.ZodType>(one: T) =>
  z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: "custom", message: "is no JSON" });
        return z.NEVER;
      }
    })
    .pipe(z.array(one).max(8));

/** What comes back when the model has an opinion: acts and values of slots, as JSON, because values travel as text. */
export const OpinionValues = z.object({
  acts: listed(Reading.shape.acts.element),
  values: listed(Reading.shape.values.element),
});

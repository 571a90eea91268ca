import { z } from "zod";

/** Languages a conversation can be held in; the first is the clinic's own. */
export const LANGUAGES = ["pt", "es", "en"] as const;
export const Language = z.enum(LANGUAGES);
export type Language = z.infer<typeof Language>;

export const LANGUAGES = ["pt", "es", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

import type { Language } from "@acolhe/events";
import type { Draft } from "../turn/draft.ts";

/** Goes on in a language that was shown, where the flow has it and the patient has not chosen another. */
export function adoptLanguage({ state, flow }: Draft, shown: Language | undefined): void {
  if (shown && state.languageBy === "default" && flow.head.languages.includes(shown)) state.language = shown;
}

import { initialState } from "@acolhe/conversation";
import { type Facts, LANGUAGES } from "@acolhe/events";
import { expect, test } from "vitest";
import { talk } from "../../conversation/test/talk.ts";
import { clinicFlow, understandWords } from "../src/index.ts";

const ASKED = {
  pt: "o que vocês fazem com os meus dados?",
  es: "¿qué hacen con mis datos?",
  en: "what do you do with my data?",
};
/** What each text says of a place, and says only where the settings lead there. */
const SAYS = {
  desk: { pt: "programa de atendimento à parte", es: "programa de atención aparte", en: "help desk program" },
  model: { pt: "inteligência artificial", es: "inteligencia artificial", en: "artificial intelligence" },
  transcription: { pt: "Áudios podem ser", es: "audios pueden ser", en: "Voice notes may be" },
} as const;
/** Said where nobody but the team reads. */
const ONLY = { pt: "só com a nossa equipe", es: "solo con nuestro equipo", en: "stays with our team, as" };
const PLACES = ["desk", "model", "transcription"] as const;
const COMBINATIONS = Array.from({ length: 2 ** PLACES.length }, (_, bits) =>
  PLACES.filter((_place, at) => bits & (2 ** at)),
);
const outsideOf = (places: readonly (typeof PLACES)[number][]): Partial<Facts> =>
  places.length === 0 ? {} : { outside: Object.fromEntries(places.map((place) => [place, true as const])) };

/** Who asks what becomes of their data, in each language, and is answered. */
function answer(
  words: string,
  language: (typeof LANGUAGES)[number],
  places: readonly (typeof PLACES)[number][],
): string {
  const now = Date.UTC(2026, 0, 5, 12);
  const state = { ...initialState(now), language, languageBy: "patient" as const };
  const understanding = understandWords(words, { flow: clinicFlow, state, now, timeZone: "America/Sao_Paulo" });
  return talk(clinicFlow, { state, facts: { understanding, ...outsideOf(places) } })
    .say(words)
    .texts.join("\n");
}

test.each(COMBINATIONS.map((places) => [places.join(", ") || "nothing", places] as const))(
  "with %s outside, patients who ask for their privacy are told that and no more",
  (_, places) => {
    for (const language of LANGUAGES) {
      const text = answer(ASKED[language], language, places);
      for (const place of PLACES)
        expect(text.includes(SAYS[place][language]), `${language}: ${place} in ${text}`).toBe(places.includes(place));
    }
  },
);

test.each(COMBINATIONS.map((places) => [places.join(", ") || "nothing", places] as const))(
  "with %s outside, the notice at the beginning says whether only the team reads",
  (_, places) => {
    const isOnly = !places.includes("model") && !places.includes("transcription");
    for (const language of LANGUAGES) {
      const greeting = { pt: "oi", es: "hola", en: "hello" }[language];
      const text = answer(greeting, language, places);
      expect(text.includes(ONLY[language]), `${language}: ${text}`).toBe(isOnly);
    }
  },
);

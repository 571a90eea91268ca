import type { Language } from "../language-code.ts";

/*
 * "Quero falar com um psiquiatra" is said to a clinic by a person who wants an appointment. It shares nearly all its
 * words with "quero falar com um atendente", so the weights cannot tell them apart. The patient's own clinician ("a
 * fono da minha filha", "minha psicóloga") is a person to be called, and so is "a psicóloga" alone: these are left to
 * the weights.
 */
const WISHES: Readonly<Record<Language, readonly RegExp[]>> = {
  pt: [
    wish({
      asked: "(?:eu )?(?:quero|queria|gostaria de|preciso|precisava|posso|poderia|tem como) (?:falar|conversar) com",
      who: "(?:(?:um|uma|algum|alguma) )?(?:medic[oa] )?(?:psiquiatra|fono|fonoaudiolog[oa]|neuropsicolog[oa]|terapeuta ocupacional)|(?:um|uma|algum|alguma) (?:psicolog[oa]|psicanalista|terapeuta)(?: infantil)?",
      end: "(?: para (?:mim|(?:[oa] )?(?:meu|minha) [a-z]+))?(?: por favor)?",
    }),
    wish({
      asked: "(?:eu )?(?:quero|queria|gostaria de) (?:falar|conversar) com",
      who: "[oa] (?:psiquiatra|fono|fonoaudiolog[oa]|neuropsicolog[oa]|terapeuta ocupacional)",
      end: "(?: para (?:mim|(?:[oa] )?(?:meu|minha) [a-z]+))?(?: por favor)?",
    }),
  ],
  es: [
    wish({
      asked: "(?:yo )?(?:quiero|queria|quisiera|necesito|me gustaria|puedo|podria) (?:hablar|conversar) con",
      who: "(?:(?:un|una|algun|alguna) )?(?:medic[oa] )?(?:psiquiatra|fono|fonoaudiolog[oa]|logopeda|neuropsicolog[oa]|(?:terapeuta|terapista) ocupacional)|(?:un|una|algun|alguna) (?:psicolog[oa]|psicoanalista|terapeuta)(?: infantil)?",
      end: "(?: para (?:mi|mi [a-z]+))?(?: por favor)?",
    }),
    wish({
      asked: "(?:yo )?(?:quiero|queria|quisiera|me gustaria) (?:hablar|conversar) con",
      who: "(?:el|la) (?:psiquiatra|fono|fonoaudiolog[oa]|logopeda|neuropsicolog[oa]|(?:terapeuta|terapista) ocupacional)",
      end: "(?: para (?:mi|mi [a-z]+))?(?: por favor)?",
    }),
  ],
  en: [
    wish({
      asked: "(?:i want to|i would like to|i need to|can i|could i|may i) (?:talk|speak|chat) (?:to|with)",
      who: "(?:an?|some) (?:child )?(?:psychiatrist|psychologist|neuropsychologist|therapist|counsell?or|speech (?:therapist|pathologist)|occupational therapist)",
      end: "(?: for (?:me|myself|my [a-z]+))?(?: please)?",
    }),
    wish({
      asked: "(?:i want to|i would like to) (?:talk|speak|chat) (?:to|with)",
      who: "the (?:psychiatrist|neuropsychologist|speech (?:therapist|pathologist)|occupational therapist)",
      end: "(?: for (?:me|myself|my [a-z]+))?(?: please)?",
    }),
  ],
};

function wish({ asked, who, end }: { asked: string; who: string; end: string }): RegExp {
  return new RegExp(`^${asked} (?:${who})${end}$`);
}

/** Whether a message, spelt out and without its greeting, only wishes to talk to one who treats. */
export function asksForClinician(words: readonly string[], lang: Language): boolean {
  const said = words.join(" ");
  return WISHES[lang].some((pattern) => pattern.test(said));
}

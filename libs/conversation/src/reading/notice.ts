import type { Language } from "@acolhe/events";
import { textFor } from "../capture/ages.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { slotValue } from "./heard.ts";
import { hasDenial, named } from "./options.ts";
import type { Said } from "./said.ts";
import { wholeMatch } from "./whole-match.ts";
import { wishedIn } from "./wished.ts";

/**
 * The words without the sentences that only tell what somebody has already, or had ("eles já têm psicóloga pelo fórum"), and without
 * those who sent them. Where nothing else is said they count. What is named where nothing is denied comes first: "¿cuánto sale la terapia?
 * no tengo obra social".
 */
function wordsIn({ utterance: { text }, plain: whole }: Said, language: Language): readonly string[] {
  const sentences = text
    .split(/(?<=[.!?;\n])\s+/)
    .map((sentence) => plain(sentence).replace(OR_NOT, "").replace(SENT_BY, " "));
  const stated = sentences.filter((sentence) => !HAD.test(sentence));
  const affirmed = stated.filter((sentence) => !hasDenial(sentence, language));
  const left = (all: readonly string[]) => all.join(" ").trim();
  return [left(affirmed), left(stated) || whole].filter((words) => words !== "");
}
/** "… ou não?" denies nothing. */
const OR_NOT = / (?:ou|o|or) (?:nao|n|no|not)$/;
/** Who sent somebody is not who they want to see: "a psiquiatra do posto me passou remédio e mandou fazer terapia". */
const SENT_BY =
  /(?<![a-z])(?:(?:o|a|um|uma|meu|minha|el|la|mi|un|una|the|my|our|seu|sua|su) )?(?:psiquiatra|psicolog[oa]|neuro(?:logista|psicolog[oa]|logo)?|fono(?:audiolog[oa])?|terapeuta|psychiatrist|psychologist|therapist|speech therapist|counsell?or)(?: (?:d[eoa]|del|da|of|at|from|in|que|who|of the)(?: [a-z]+){1,4}?)? (?:(?:me|nos|lhe|le|ja|ya|has|had|that|who|q|que) )*(?:passou|mandou|receitou|pediu|encaminhou|indicou|recomendou|sugeriu|falou|disse|orientou|se aposentou|mudou|recet[oa]|mando|pidio|derivo|indico|recomendo|sugirio|dijo|se jubilo|prescribed|said|says|told|sent|referred|recommended|suggested|asked|retired|moved)(?![a-z])/g;
const HAD =
  /(?:^| )(?:ja (?:tem|tenho|temos|faz|fazem|faco|vai|vao|vou|fez|fizeram|fiz|passou|passei|teve|tive)|ya (?:tiene|tienen|tengo|va|van|voy|fue|fueron|fui|hizo|hice|tuvo)|already (?:has|have|had|sees?|seeing|goes|go|went|in)|(?:s?he|they|i|we) (?:ve|s|has|have|had) (?:had|seen|been (?:to|in|with|seeing)))(?: |$)/;

function thingIn({ flow, state }: Draft, source: string, words: readonly string[]): string | undefined {
  for (const said of words) {
    const found = named(flow.things(source), said, state.language);
    if (found) return found.id;
  }
  return undefined;
}

/** Things of the catalogue that the message names, by the value they are kept as. */
export function thingsNamed(draft: Draft, given: Said): Record<string, string> {
  const { flow, state } = draft;
  const words = wordsIn(given, state.language);
  const found = Object.entries(flow.head.notice).flatMap(([value, source]) => {
    const id =
      typeof source === "string" ? (thingIn(draft, source, words) ?? slotValue(flow, given, value)) : undefined;
    return id !== undefined && typeof source === "string" && flow.things(source).some((thing) => thing.id === id)
      ? [[value, id]]
      : [];
  });
  return Object.fromEntries(found);
}

/** Keeps what a message names by the way: "qria marcar com a fono" says which service, and nobody has to ask. */
export function notice(draft: Draft, said: Said): void {
  const { flow, state } = draft;
  const words = wordsIn(said, state.language);
  for (const [value, source] of Object.entries(flow.head.notice)) {
    const found = typeof source === "string" ? thingIn(draft, source, words) : undefined;
    if (found !== undefined) setValue(draft, value, found);
  }
  noticeForms(draft, said);
}

/** What a message tells by its form of whoever the appointment is for: "pra minha filha de 8 anos". */
export function noticeForms(draft: Draft, { utterance: { text } }: Said): void {
  for (const [value, source] of Object.entries(draft.flow.head.notice)) {
    const found = typeof source === "string" ? null : first(draft, source.pattern, textFor(value, text));
    if (found) setValue(draft, value, found);
  }
}

/** What is noticed whatever was asked: "de preferência com uma mulher", and never what is told in order not to have it. */
export function noticeWherever(draft: Draft, { utterance: { text }, plain: whole }: Said): void {
  if (text === "") return;
  const { flow, state } = draft;
  for (const [value, { words, forms }] of Object.entries(flow.head.wherever ?? {})) {
    if (!flow.words.has(words, whole) || EITHER_OR.test(text)) continue;
    const { wished, unwanted } = wishedIn(text, {
      wishIn: (clause) => forms.find(({ pattern }) => flow.pattern(pattern).testExact(clause))?.is,
      isNamed: (word) => flow.words.is(words, word),
    });
    if (wished !== undefined) setValue(draft, value, wished);
    else if (state.values[value] !== undefined && unwanted.has(state.values[value])) delete state.values[value];
  }
}

/** "Tem homem aí ou só moça?" asks which there are, and wishes for neither. */
const EITHER_OR =
  /(?<!\p{L})(?:tem|t[êe]m|h[áa]|existe|hay|tienen|is there|are there|do you have|have you got)(?: \p{L}+){1,5} (?:ou|o|or) [^?]*\?/iu;

function first({ flow }: Draft, pattern: string, text: string): string | null {
  return text === "" ? null : (wholeMatch(flow.pattern(pattern), text)?.group(1) ?? null);
}

import { OWN_NAME, withNamesWritten } from "../capture/capture.ts";
import { withoutRefunds } from "../capture/insurance.ts";
import { leavesOnlyTimeOpen } from "../capture/time-words.ts";
import { comesAlone, isOfMine, saysWhoWrites, whomBeyondDoubt, whomNamed } from "../capture/whom.ts";
import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { cameTo, isOnlyDenied } from "../reading/contrast.ts";
import { isPlainNo, isPlainYes } from "../reading/denial.ts";
import { does, isUnsure, mayAnswer, slotValue, sureOf } from "../reading/heard.ts";
import { matchChoice } from "../reading/options.ts";
import { withoutReasons } from "../reading/reasons.ts";
import type { Said } from "../reading/said.ts";
import { hasWords, plain, plainParts } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { inVain, isReview, meantChoice } from "./slots.ts";
import { yesAndWordToTeam, yesOf } from "./yes-and-more.ts";

/** The option that a message means: by its words, by what the reader makes of it, or by a word inside it. */
export function optionMeant(draft: Draft, step: string, here: State, said: Said): Choice | undefined {
  const isHeld = isReview(here.asks) && holdsBack(draft, said);
  const { text } = said.utterance;
  const paid = here.asks === "insurance" ? withoutRefunds(text) : text;
  if (paid !== text && hasWords(paid))
    return optionMeant(draft, step, here, {
      ...said,
      utterance: { ...said.utterance, text: paid },
      plain: plain(paid),
    });
  const isOthers = here.asks === FOR_WHOM && (isOfMine(text) || saysWhoWrites(text));
  // "É Unimed, mas minha irmã tem Amil" names two plans, and one in vain.
  const isInVain = here.asks === "insurance" ? inVain(draft, here.asks, said) : () => false;
  const isWhenOnly = here.asks === "modality" && leavesOnlyTimeOpen(said.plain);
  const choices = choicesOf(draft, step).filter(
    (choice) =>
      !(isHeld && choice.means === "yes") &&
      !(isOthers && choice.means === "self") &&
      !(isWhenOnly && choice.means === "either") &&
      // "¿Atienden después de las 19?" puts nothing off.
      !(here.asks === "summary" && choice.means === undefined && text.includes("?")) &&
      !isInVain(choice),
  );
  // "A sessão é minha" may be read as a wish, and says who comes all the same.
  const tellsWhom = mayAnswer(said, FOR_WHOM) || (comesAlone(text) && !text.includes("?"));
  const whom = here.asks === FOR_WHOM && tellsWhom ? surelyFor(draft, said) : undefined;
  if (whom !== undefined) return choices.find(({ means }) => means === whom);
  const named = mayAnswer(said, here.asks) ? worded(draft, choices) : [];
  // Of several that are named, which one it comes to is told by the words around them.
  const several = named.filter((choice) => matchChoice([choice], said.utterance, draft.state.language)).length > 1;
  const came = several ? cameTo(named, text, draft.state.language) : opens(named, said);
  if (came) return came;
  const stated = statedIn(draft, named, text);
  if (stated) return stated;
  if (here.asks === "guess" && opensWithYes(draft, said)) return yesOf(draft, step);
  if (isPlainYes(said.plain)) return choices.find(({ means }) => means === "yes");
  const approved = isReview(here.asks) ? approvedInPart(choices, said) : undefined;
  if (approved !== undefined) return approved ?? undefined;
  const likeliest = meantChoice(draft, here, choices, said);
  // A plain no is not denied by another: "não não quero".
  const isDenied = likeliest && isOnlyDenied(worded(draft, [likeliest])[0]!, text, draft.state.language);
  const meant = isDenied ? undefined : likeliest;
  if (meant && several && isLeftOpen(here, said)) return undefined;
  if (meant) return meant.means === "yes" && givesName(draft, here, said) ? undefined : meant;
  const inside =
    matchChoice(named, said.utterance, draft.state.language) ??
    (several ? undefined : cameTo(named, text, draft.state.language));
  // What the reader leans to counts for nothing where the words deny it: "vídeo não, presencial".
  if (inside && isOnlyDenied(worded(draft, [inside])[0]!, text, draft.state.language)) return undefined;
  if (inside && (isDenied || !leansElsewhere(here, inside, said))) return inside;
  if (here.asks === FOR_WHOM) return whomMeant(choices, said);
  return (
    thingGuessed(draft, here, choices, said) ??
    (YES_OR_NO.has(here.asks) ? leansToYes(draft, choices, said) : undefined) ??
    (here.asks === "summary" ? yesAndWordToTeam(draft, choices, said) : undefined)
  );
}
const FOR_WHOM = "for_whom";

/** Where something is read back, and all that is wanted is a yes or what is wrong. */
const YES_OR_NO: ReadonlySet<string | undefined> = new Set(["summary", "name_confirmation", "guess"]);

/** The option that stands before a reason in which another may be named: "ao vivo, porque no vídeo ele se distrai". */
function statedIn({ state }: Draft, named: readonly Choice[], text: string): Choice | undefined {
  const left = withoutReasons(text);
  return left === text || text.includes("?") ? undefined : cameTo(named, left, state.language);
}

/** A few words that answer, in which the reader finds nothing but a yes, however unusual: "tá bão demais", "ipsis litteris". */
function leansToYes({ flow }: Draft, choices: readonly Choice[], said: Said): Choice | undefined {
  const { understanding, plain, utterance } = said;
  const { acts = [], values = [] } = understanding?.reading ?? {};
  const [only, ...others] = values.filter(({ confidence }) => confidence >= COUNTS_FROM);
  const isMere = others.length === 0 && only?.slot === "yes_no" && only.value === "yes" && only.confidence >= YES_FROM;
  if (!isMere || understanding?.intent === "no" || acts.length !== 1 || sureOf(said, "answer") < ANSWERS_FROM)
    return undefined;
  if (utterance.text.includes("?") || plain.split(" ").length > APPROVING_WORDS_MAX || flow.words.has("turns", plain))
    return undefined;
  return isDenying(plain) ? undefined : choices.find(({ means }) => means === "yes");
}
const COUNTS_FROM = 0.2;
const YES_FROM = 0.45;
const ANSWERS_FROM = 0.6;
const isDenying = (plain: string): boolean =>
  /(?:^| )(?:nao|n|nem|no|not|nunca|never|quase|casi|almost|nearly|ainda|yet|falta|talvez|maybe|quizas?)(?: |$)/.test(
    plain,
  );

/** What is beyond doubt, whoever else is named. Several are no option, and have a way of their own. */
function surelyFor({ flow }: Draft, said: Said): string | undefined {
  const whom = slotValue(flow, said, FOR_WHOM);
  return whom === "several" ? whom : (whomBeyondDoubt(said.utterance.text) ?? undefined);
}

/** Who is named by what they are to the writer, or by name, where the reader is not sure whom it is for. */
function whomMeant(choices: readonly Choice[], said: Said): Choice | undefined {
  const { text } = said.utterance;
  if (!mayAnswer(said, FOR_WHOM) || text.includes("?") || saysWhoWrites(text)) return undefined;
  const whom = whomNamed(withNamesWritten(text, said.understanding));
  return choices.find(({ means }) => means === whom);
}

/**
 * Whether an answer in several parts wants something to be other than it was read back, or not to be sent yet, whatever else it says:
 * "muda o convênio, pode mandar", "não manda ainda, ok". Not a no that was said to something else, nor "nada a mudar, manda"; and
 * what is denied after a yes may be anything: "sim, não esquece de mim".
 */
function holdsBack({ flow }: Draft, said: Said): boolean {
  const parts = partsOf(withoutReasons(said.utterance.text));
  if (parts.length < 2) return false;
  const isFine = (part: string) => isPlainNo(part) || NOTHING_TO_CHANGE.test(part) || ALL_RIGHT.test(part);
  if (does(flow, said, "correct")) return !parts.some((part) => NOTHING_TO_CHANGE.test(part));
  const changes = (part: string) => CHANGED.test(part) || flow.words.has("turns", part);
  return parts.some((part, at) => !isFine(part) && (changes(part) || (at === 0 && DENIED.test(part))));
}
const partsOf = (text: string): readonly string[] => plainParts(text, /[,.;:!\n]+/);
/** In plain form. In "tudo certo no horário" "no" is a preposition. */
const DENIED =
  /(?:^| )(?:nao|nem|n|no(?! (?:dia|horario|endereco|nome|plano|convenio|geral|meu|resumo)(?: |$))|not|[a-z]+n t|(?:do|does|is|ca|wo)nt|never|nunca|ainda|todavia|yet)(?: |$)/;
/** Words of change, and of what is missing or wrong; a child who swaps sounds ("ela troca o r") changes nothing. In plain form. */
const CHANGED =
  /(?:^| )(?:(?<!(?:nao|no|nada|nothing|n t) )(?:falta|faltou|faltam|missing)|menos|exceto|excepto|except|(?<!(?:el[ea]|filh[oa]|menin[oa]|garot[oa]|net[oa]|ainda|so) )(?:mud[aeo][a-z]*|troc(?:a|o|ar|amos|ando))|troque[a-z]*|tir(?:a|e|ar|en)|retir[a-z]+|corrig[a-z]+|corrij[a-z]+|correg[a-z]+|alter[aeo][a-z]*|ajust[a-z]+|arrum[a-z]+|consert[a-z]+|cambi[a-z]+|modifi[a-z]+|quit(?:a|e|ar|en|al[oa])|saca(?:r|l[oa])?|arregl[a-z]+|chang[a-z]+|switch[a-z]*|remov[a-z]+|fix|amend|update|replace|swap|errad[oa]|equivocad[oa]|wrong|mal)(?: |$)|(?:manda|envi[ae]|mandes|envies|mandar|enviar|send(?: it)?) (?:ainda|todavia|yet)(?: |$)/;
/** "All is correct", "está tudo correto": the word that asks for a correction says here that none is wanted. In plain form. */
const ALL_RIGHT =
  /^(?!.*(?:^| )(?:nao|nem|no|not|[a-z]+n t|quase|casi|almost|nearly)(?: |$)).*(?:^| )(?:is|s|it s|are|re|looks|seems|all|everything|esta|estao|ta|tao|tudo|todo|esta todo|esta tudo) (?:all |tudo |todo |bem |muy |very |quite )?(?:correct|right|corret[oa]s?|cert[oa]s?|correct[oa]s?)$/;
/** What is approved by saying that nothing is wrong: "sem mudanças", "não vejo erro", "no problem". */
const NOTHING_TO_CHANGE =
  /(?:^| )(?:nao|n|no|not|nada|nothing|sem|sin|without|nenhuma?|ningun[oa]?|don t|dont|doesn t)(?: [a-z]+){0,3} (?:nada|nothing|anything|(?:problem|duvid|dud|err|objec|objet|obje|ressalv|mudan|mudar|troc|corre|corrig|alter|emend|amend|ajust|cambi|chang|fix|mistake|question|wrong)[a-z]*)(?: [a-z]+){0,1}$/;

/**
 * What is read back is approved in a part of the answer, in the option's own words: "arrasou, manda", and after a no, which was said to
 * something else: "não não, tá certo". Null where a no comes later: "manda, não, espera".
 */
function approvedInPart(choices: readonly Choice[], { utterance: { text } }: Said): Choice | null | undefined {
  const [first = "", ...later] = partsOf(text);
  const yes = choices.find(({ means }) => means === "yes");
  const no = choices.find(({ means }) => means === "no");
  if (yes && text.includes("?")) return approvedBesideQuestion(yes, text);
  if (!yes || plain(text).split(" ").length > APPROVING_WORDS_MAX) return undefined;
  const isRefused = later.some((part) => isPlainNo(part) || no?.names.includes(part));
  if (isRefused) return yes.names.includes(first) ? null : undefined;
  return later.some((part) => yes.names.includes(part)) && !no?.names.includes(first) ? yes : undefined;
}
const APPROVING_WORDS_MAX = 6;

/** "Pode mandar. Vocês ligam antes?": a sentence of its own is a yes, and the question is another matter. */
function approvedBesideQuestion(yes: Choice, text: string): Choice | undefined {
  const [first = "", ...later] = text
    .split(/(?<=[.!;\n])\s+|,\s+(?:e|y|and|mas|pero|but)\s+/)
    .map((part) => part.trim());
  return later.length > 0 && !first.includes("?") && yes.names.includes(plain(first)) ? yes : undefined;
}

/** "Isso, pra ela. Chama Beatriz": a yes to what was guessed, and more of it. Nothing is sent by it. */
function opensWithYes({ flow }: Draft, { utterance: { text } }: Said): boolean {
  const [first = "", ...later] = partsOf(text);
  if (later.length === 0 || text.includes("?") || later.some((part) => EXCEPTING.test(part))) return false;
  return flow.words.only(["yes"], first) || isPlainYes(first);
}
const EXCEPTING = /^(?:mas|so que|pero|but|menos|exceto|salvo|except)(?: |$)/;

/** Two are named and the reader is not sure of one: better to ask again. */
function isLeftOpen({ asks }: State, { understanding }: Said): boolean {
  const [first] = understanding?.reading?.values.filter(({ slot }) => slot === asks) ?? [];
  return (first?.confidence ?? 0) < SURE_FROM;
}
const SURE_FROM = 0.85;

/**
 * The option in whose own words, two at least, the answer begins, before a comma or a reason: "pa mí, que la mamá también cuenta". Not
 * "para mim não", nor "para mi hijita".
 */
function opens(choices: readonly Choice[], { plain, utterance: { text } }: Said): Choice | undefined {
  const found = choices.filter(({ names }) =>
    names.some((name) => {
      if (!name.includes(" ") || !plain.startsWith(`${name} `)) return false;
      const words = name.split(" ").length;
      const opening = text.trim().split(/\s+/).slice(0, words).join(" ");
      return /[,.;:!…-]$/.test(opening) || REASONS.has(plain.split(" ")[words]!);
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}
const REASONS: ReadonlySet<string> = new Set(
  "que q porque pq pues pos pois because since cause cuz mesmo mesma misma mismo".split(" "),
);

/** "Não sei bem, acho que é Amil": a thing of the catalogue that is named beside the doubt is likelier than none. */
function thingGuessed(draft: Draft, { from }: State, choices: readonly Choice[], said: Said): Choice | undefined {
  if (typeof from?.source !== "object" || !isUnsure(draft.flow, said)) return undefined;
  if (said.utterance.text.includes("?") || ASKS_WHAT.test(said.plain)) return undefined;
  const things = choices.filter(({ route }) => route === from.into);
  return cameTo(things, said.utterance.text, draft.state.language);
}

/** "Não sei o que é neuropsicologia", "no sé qué psicólogo". */
const ASKS_WHAT = /(?:^| )(?:o que|oq|qual|cual|what|which|(?:sei|se) que)(?: |$)/;

/** A word inside a sentence is no option that the reader takes for another: "eu mais minha noiva". */
function leansElsewhere({ asks }: State, { means }: Choice, { understanding }: Said): boolean {
  const likeliest = understanding?.reading?.values.find(({ slot }) => slot === asks);
  return (
    means !== undefined && likeliest !== undefined && likeliest.value !== means && likeliest.confidence >= LEANS_FROM
  );
}
const LEANS_FROM = 0.3;

/** Options by what they are about: a "não" or an "eu" inside a sentence is read, not looked for. */
function worded({ flow }: Draft, choices: readonly Choice[]): readonly Choice[] {
  const bare = (name: string) => flow.words.is("yes", name) || flow.words.is("no", name) || PRONOUNS.has(name);
  return choices.map((choice) => ({ ...choice, names: choice.names.filter((name) => !bare(name)) }));
}

const PRONOUNS: ReadonlySet<string> = new Set(["eu", "mim", "yo", "me", "mi"]);

/** "Tá certo, só que meu nome é Paula" is no plain yes where everything is read back, nor another name where one is. */
function givesName({ state }: Draft, { asks }: State, { understanding, plain: said }: Said): boolean {
  const names = understanding?.entities.filter(({ type }) => type === "name") ?? [];
  if (isReview(asks)) return names.length > 0;
  const known = plain(state.values[OWN_NAME] ?? "").split(" ");
  const isOther = (name: string) => plain(name) === said && known.length > plain(name).split(" ").length;
  return asks === "name_confirmation" && names.some(({ value }) => isOther(value));
}

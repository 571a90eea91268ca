import { OWN_NAME } from "../capture/capture.ts";
import { firstOf, peopleIn } from "../capture/people.ts";
import { personName } from "../capture/person-name.ts";
import { isAlike } from "../capture/respelt.ts";
import type { State } from "../flow/state-schema.ts";
import { does, sureOf } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/** Who says their own name says it in one of these ways: "meu nome certo é Ana". */
const OWN =
  /(?<!\p{L})(?:meu nome (?:(?:certo|correto|mesmo) )?(?:é|eh)|me chamo|mi nombre (?:correcto )?es|me llamo|my name(?: is|'s)|my real name is) (.+)$/iu;
/** A bare correction of a name, written as names are: "na verdade é Ana", "ops, é Bruna". */
const BARE =
  /^(?:(?:n[aã]o|ops|opa|desculpa|perd[aã]o|perd[oó]n|na verdade|ali[aá]s|digo|en realidad|sorry|actually|no|oops)[, ]+)+(?:o certo |o nome |es que )?(?:é|eh|es|it'?s) (?:[ao] )?((?-i:\p{Lu})[\p{L}'’ -]+)[.! ]*$/iu;

/**
 * A name that was given before and is put right in passing, where something else is asked: the writer's own, the one that was
 * given last, or the one it is most like. Gives back the value that was changed, or null.
 */
export function correctName(draft: Draft, here: State | undefined, said: Said): string | null {
  const { state, flow } = draft;
  if (here?.capture?.as === "person-name" || here?.asks === NAME_CONFIRMATION) return null;
  const { text } = said.utterance;
  if (here?.asks === GUESS && takenBack(draft, said)) return PATIENT_NAME;
  if (here?.asks === REVIEW && sureOf(said, "correct") >= MAY_CORRECT && !text.includes("?")) {
    const mended = mendedName(draft, said);
    if (mended !== null) return mended;
  }
  if (!does(flow, said, "correct")) return null;
  const own = OWN.exec(text)?.[1];
  const bare = own === undefined ? BARE.exec(text)?.[1] : undefined;
  const name = personName(own ?? bare ?? "");
  if (name === null) return null;
  const into = own === undefined ? meantBy(draft, name) : OWN_NAME;
  if (into === null || !Object.hasOwn(state.values, into) || state.values[into] === name) return null;
  setValue(draft, into, name);
  return into;
}
const NAME_CONFIRMATION = "name_confirmation";
const REVIEW = "summary";
const GUESS = "guess";

/** "No, Lagos is my city, his name is Emmanuel", "o nome tá errado. Bento": who was said back is called otherwise, or it is asked how. */
function takenBack({ state: { values } }: Draft, { utterance: { text }, understanding, plain: words }: Said): boolean {
  const own = values[PATIENT_NAME];
  if (own === undefined || text.includes("?")) return false;
  const first = firstOf(own);
  const isDenied = [
    `(?:^| )${first}(?: [a-z]+)? (?:e|eh|es|is|fica) (?:(?:a|o|the|el|la|minha|meu|mi|my|nossa|uma?|una?) )*(?:cidade|ciudad|city|town|pais|country|bairro|barrio|lugar|place|estado|state)(?: |$)`,
    `(?:^| )(?:not|nao (?:e|eh|se chama)|no (?:es|se llama)|isn t) (?:called )?${first}(?: |$)`,
  ].some((form) => new RegExp(form).test(words));
  if (!isDenied && !NAME_WRONG.test(words)) return false;
  const people = peopleIn(text, understanding?.given).filter(({ name }) => name !== null && firstOf(name) !== first);
  const told =
    people.find(({ isSelf, relation, isCalled }) => !isSelf && (relation !== null || isCalled)) ??
    people.find(({ isSelf }) => !isSelf);
  const name = told?.name ?? nameBehind(text);
  if (name === null && !isDenied) return false;
  if (name === null) delete values[PATIENT_NAME];
  else values[PATIENT_NAME] = name;
  return true;
}
const NAME_WRONG =
  /(?:^| )(?:(?:nome|nombre|name)(?: [a-z]+){0,2} (?:(?:e|esta|ta|is|s|was|est) )?(?:errad[oa]|equivocad[oa]|mal|wrong|incorrect[oa]?|not right)|(?:errad[oa]|equivocad[oa]|wrong) (?:o )?(?:nome|nombre|name))(?: |$)/;
/** The last words of a message that says no more: "the name is wrong. Emmanuel". */
const nameBehind = (text: string): string | null => {
  const last = text.split(/[.,;:!]\s+/).at(-1) ?? "";
  return /^\p{Lu}/u.test(last) && last !== text ? personName(last, "another") : null;
};
const MAY_CORRECT = 0.3;

/** "É Thaís com agá, Thays não": a name that is like one of those that are read back, and is none of them, mends it. */
function mendedName(draft: Draft, { understanding }: Said): string | null {
  const { values } = draft.state;
  const known = [OWN_NAME, PATIENT_NAME].filter((one) => Object.hasOwn(values, one));
  const isKnown = (name: string) =>
    known.some((one) => plain(values[one]!).split(" ").includes(plain(name).split(" ")[0]!));
  for (const { type, value } of understanding?.entities ?? []) {
    const name = type === "name" ? personName(value) : null;
    if (name === null || isKnown(name)) continue;
    const [first, ...family] = name.split(" ");
    const [into, ...others] = known.filter((one) => isAlike(plain(values[one]!.split(" ")[0]!), plain(first!)));
    if (into === undefined || others.length > 0) continue;
    const rest = family.length > 0 ? family : values[into]!.split(" ").slice(1);
    setValue(draft, into, [first, ...rest].join(" "));
    return into;
  }
  return null;
}

/** Which of the names that are known a bare name puts right; null where that is not clear. */
function meantBy(draft: Draft, name: string): string | null {
  const last = lastNamed(draft);
  if (last !== null) return last;
  const { values } = draft.state;
  const known = [OWN_NAME, PATIENT_NAME].filter((one) => Object.hasOwn(values, one));
  const alike = known.filter((one) => isAlike(plain(values[one]!.split(" ")[0]!), plain(name.split(" ")[0]!)));
  const [only, ...others] = known.length === 1 ? known : alike;
  return only !== undefined && others.length === 0 ? only : null;
}
const PATIENT_NAME = "patient_name";

/** Where the name is kept that was given right before. */
function lastNamed({ state, flow }: Draft): string | null {
  const before = flow.state(state.trail.at(-1) ?? "");
  if (before?.asks === NAME_CONFIRMATION) return OWN_NAME;
  return before?.capture?.as === "person-name" ? before.capture.into : null;
}

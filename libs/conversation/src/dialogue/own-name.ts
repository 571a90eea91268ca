import { OWN_NAME } from "../capture/capture.ts";
import { isPlan } from "../capture/insurance.ts";
import { fullNameTold } from "../capture/own-name.ts";
import { firstOf, type Person } from "../capture/people.ts";
import { beginsWithName } from "../capture/person-name.ts";
import { isNotMine } from "../capture/whom.ts";
import type { State } from "../flow/state-schema.ts";
import { plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";

const PATIENT_NAME = "patient_name";

/** Keeps the writer's name, and in the place of the old one where several who come are called by their names. */
export function renameOwn(draft: Draft, name: string): void {
  const { values } = draft.state;
  const [known, all] = [values[OWN_NAME], values[PATIENT_NAME]];
  setValue(draft, OWN_NAME, name);
  if (values.for_whom === "several" && known !== undefined && all?.startsWith(known))
    setValue(draft, PATIENT_NAME, `${name}${all.slice(known.length)}`);
}

/**
 * The writer's full name, given in whatever words: "meu nome não é A, é B", "escreve B". Null where it is known, or may be another's:
 * without "my" it is theirs where they alone come, or where the name goes on as theirs does.
 */
export function ownNameTold({ state: { values }, flow }: Draft, text: string): string | null {
  const told = fullNameTold(text);
  const known = values[OWN_NAME];
  if (told === null || isPlan(flow, told.name) || known === undefined || plain(told.name) === plain(known)) return null;
  if (values.for_whom === "several" && / (?:e|y|and) /iu.test(told.name)) return null;
  const isAlone = values[PATIENT_NAME] === undefined && (values.for_whom ?? "self") === "self";
  const isLike = firstOf(told.name) === firstOf(known) && firstOf(values[PATIENT_NAME] ?? "") !== firstOf(told.name);
  const isFirstOfAll = values.for_whom === "several" && firstOf(told.name) === firstOf(known);
  return told.isMine || isAlone || isLike || isFirstOfAll ? told.name : null;
}

/**
 * "Pode marcar pra mim. Rui Prado, 52", or the same where the writer's name is asked for: a full name with nothing that says whose it is, and
 * no other who is spoken of, is the writer's, and so is the age beside it.
 */
export function withWriterNamed(
  { state: { values } }: Draft,
  here: State | undefined,
  people: readonly Person[],
  text: string,
): readonly Person[] {
  const self = people.find(({ isSelf }) => isSelf);
  const [one, ...more] = people.filter(({ isSelf }) => !isSelf);
  const isAsked = here?.capture?.into === OWN_NAME && beginsWithName(text);
  if (values[OWN_NAME] !== undefined || !one?.name?.includes(" ") || more.length > 0 || self?.name) return people;
  if (one.relation !== null || one.isFor || one.isCalled) return people;
  if (!isAsked && (self?.isFor !== true || isNotMine(text))) return people;
  const { name, isKnown } = one;
  return [{ ...one, ...self, isSelf: true, name, isKnown, years: self?.years ?? one.years }];
}

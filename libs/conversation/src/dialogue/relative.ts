import { isAdultOn } from "../capture/birth-date.ts";
import { OWN_NAME, withNamesWritten } from "../capture/capture.ts";
import { otherNamed } from "../capture/other-name.ts";
import type { State } from "../flow/state-schema.ts";
import { slotValue } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { timesTold } from "../words/told.ts";

/** The values that hold for whom an appointment is, and that person's name. */
const FOR_WHOM = "for_whom";
const PATIENT_NAME = "patient_name";
const BIRTH_DATE = "birth_date";
const AGE = "age";
/** Counted where a date of birth is told that is the writer's own, and never another's. */
export const BIRTH_OF_WRITER = "birth-of-writer";
const OTHERS: ReadonlySet<string | undefined> = new Set(["child", "relative"]);

const otherIn = ({ utterance: { text }, understanding }: Said) => otherNamed(withNamesWritten(text, understanding));

/** "É pro meu filho Théo": who is named where it is said for whom it is need not be asked for. @param isChanged whether these words said for whom */
export function keepRelative(draft: Draft, said: Said, isChanged = false): void {
  const { values } = draft.state;
  if (!OTHERS.has(values[FOR_WHOM]) || Object.hasOwn(values, PATIENT_NAME)) return;
  if (!isChanged && slotValue(draft.flow, said, FOR_WHOM) !== values[FOR_WHOM]) return;
  const other = otherIn(said);
  if (other?.isPatient && isWhole(other.name, said)) setValue(draft, PATIENT_NAME, other.name);
}

/** "Manu" is what she is called at home, and her name is asked for; a first name that many have may stand. */
const isWhole = (name: string, { understanding }: Said): boolean =>
  name.includes(" ") ||
  (understanding?.entities.some(({ type, known, value }) => type === "name" && known === true && value === name) ??
    false);

/**
 * Where the writer's own name is asked for, and another's is told ("meu filho Théo", "Ana, mãe do Théo"): it is kept for
 * what it is. True where it was.
 */
export function keepOtherNamed(draft: Draft, here: State, said: Said): boolean {
  const { state, flow } = draft;
  if (here.capture?.into !== OWN_NAME || !flow.values.has(PATIENT_NAME)) return false;
  const other = otherIn(said);
  const { [FOR_WHOM]: forWhom, patient } = state.values;
  // A husband who is named is not the child that it is for.
  if (!other?.isPatient || patient !== undefined || (forWhom ?? other.as ?? "") !== (other.as ?? forWhom ?? ""))
    return false;
  setValue(draft, PATIENT_NAME, other.name);
  if (other.as !== null) setValue(draft, FOR_WHOM, other.as);
  return true;
}

/** What was told of somebody before it was asked for whom it is stays, now that it is for them: their name, and when they were born. */
export function keepNameTold(draft: Draft, before: Readonly<Record<string, string>>): void {
  const { state, now } = draft;
  const { [PATIENT_NAME]: name, [BIRTH_DATE]: born, [AGE]: age } = before;
  const whom = state.values[FOR_WHOM];
  if (before[FOR_WHOM] !== undefined || before.patient !== undefined || whom === undefined) return;
  if (name !== undefined && OTHERS.has(whom)) state.values[PATIENT_NAME] ??= name;
  if (whom === "self" && age !== undefined) state.values[AGE] ??= age;
  if (whom !== "self" && timesTold(draft, BIRTH_OF_WRITER) > 0) return;
  // A grown-up's date is no child's; a child's is not the writer's.
  if (born !== undefined && whom !== "several" && isAdultOn(born, now) === (whom !== "child"))
    state.values[BIRTH_DATE] ??= born;
}

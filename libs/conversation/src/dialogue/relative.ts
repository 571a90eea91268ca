import { relativeName } from "../capture/relative-name.ts";
import { slotValue } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";
import { type Draft, setValue } from "../turn/draft.ts";

/** The values that hold for whom an appointment is, and that person's name. */
const FOR_WHOM = "for_whom";
const PATIENT_NAME = "patient_name";
const OTHERS: ReadonlySet<string | undefined> = new Set(["child", "relative"]);

/** "É pro meu filho Théo": who is named where it is said for whom it is need not be asked for. @param isChanged whether these words said for whom */
export function keepRelative(draft: Draft, said: Said, isChanged = false): void {
  const { values } = draft.state;
  if (!OTHERS.has(values[FOR_WHOM]) || Object.hasOwn(values, PATIENT_NAME)) return;
  if (!isChanged && slotValue(draft.flow, said, FOR_WHOM) !== values[FOR_WHOM]) return;
  const name = relativeName(said.utterance.text);
  if (name !== null && isWhole(name, said)) setValue(draft, PATIENT_NAME, name);
}

/** "Manu" is what she is called at home, and her name is asked for; a first name that many have may stand. */
const isWhole = (name: string, { understanding }: Said): boolean =>
  name.includes(" ") ||
  (understanding?.entities.some(({ type, known, value }) => type === "name" && known === true && value === name) ??
    false);

import { m } from "#lib/paraglide/messages.js";
import { param } from "#lib/params.ts";
import { GUARDIAN_MISSING, PATIENT_MISSING, QUIET_DAYS } from "./filters.ts";
import type { Kind } from "./people.ts";
import { MISSING } from "./words.ts";

interface Option {
  readonly value: string;
  readonly label: string;
}
export const anyOr = (options: readonly Option[]): readonly Option[] => [
  { value: "", label: m.records_any() },
  ...options,
];

export const missingOptions = (kind: Kind): readonly Option[] =>
  anyOr(
    (kind === "patients" ? PATIENT_MISSING : GUARDIAN_MISSING).map((value) => ({ value, label: MISSING[value]() })),
  );
export const quietOptions = (): readonly Option[] =>
  anyOr(QUIET_DAYS.map((value) => ({ value, label: m.records_quiet_days({ days: value }) })));

export const labelIn = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value;

/** The filters that are on, by their names in the address, with what only one of the two lists has before them. */
export const chipsOf = (kind: Kind, own: readonly { name: string; label: string }[] = []) =>
  [
    ...own,
    { name: "falta", label: labelIn(missingOptions(kind), param("falta")) },
    { name: "semcontato", label: labelIn(quietOptions(), param("semcontato")) },
    { name: "excluidos", label: m.records_deleted_ones() },
  ].filter(({ name }) => param(name) !== "");

import type { ApiProblem } from "#lib/api/problem.ts";

interface Clash {
  readonly id: string;
  /** Whose other appointment it is: the professional's, the patient's, or both. */
  readonly of: readonly ("professional" | "patient")[];
  readonly startsAt: string;
  readonly patient: string;
  readonly professional: string;
}
type Outside = "absence" | "holiday" | "professional-hours" | "clinic-hours";

export const clashesOf = ({ body }: ApiProblem): readonly Clash[] => (body.clashes as Clash[] | undefined) ?? [];
export const outsideOf = ({ body }: ApiProblem): readonly Outside[] => (body.outside as Outside[] | undefined) ?? [];

import { ApiProblem } from "#lib/api/problem.ts";
import { bodyOf, EMPTY_PERSON, type PersonForm } from "./form.ts";
import { createPerson, findDuplicates, type Kind, type Link, linkGuardian } from "./people.ts";

/** A person and, in the same go, somebody who belongs to them: the child and who answers for it. */

export const other = (kind: Kind): Kind => (kind === "patients" ? "guardians" : "patients");

export interface Relative {
  mode: "none" | "existing" | "new";
  existing?: { id: string; name: string };
  form: PersonForm;
  link: Required<Link>;
}

export interface FamilyDraft {
  form: PersonForm;
  relative: Relative;
  /** What of it is saved already, after an attempt that got half way. */
  made: { person?: string; relative?: string };
  /** Names the attempt, so that a repetition after a lost answer makes nobody twice. */
  attempt: string;
}

export const newRelative = (mode: Relative["mode"] = "none"): Relative => ({
  mode,
  form: { ...EMPTY_PERSON },
  link: { relation: "mother", custody: "unknown", contactPreference: "preferred" },
});
export const newFamily = (): FamilyDraft => ({
  form: { ...EMPTY_PERSON },
  relative: newRelative(),
  made: {},
  attempt: "",
});

/** An error and whose form it belongs to. */
export class FamilyProblem extends Error {
  readonly whose: "person" | "relative";

  constructor(whose: "person" | "relative", cause: unknown) {
    super(`the ${whose} could not be saved`, { cause });
    this.whose = whose;
  }
}

interface Saving {
  readonly kind: Kind;
  readonly draft: FamilyDraft;
  /** Who looked at the likely duplicates and says it is somebody else. */
  readonly allowed: { readonly person: boolean; readonly relative: boolean };
  readonly onmade: (made: FamilyDraft["made"]) => void;
}

/**
 * Checks both before either is saved; then saves one after the other. What is saved stays saved: the next attempt goes on
 * from there.
 *
 * @returns the person's id
 * @throws FamilyProblem
 */
export async function saveFamily({ kind, draft, allowed, onmade }: Saving): Promise<string> {
  const { form, relative, made, attempt } = draft;
  const body = bodyOf(kind, form);
  const relativeBody = bodyOf(other(kind), relative.form);
  const isRelativeNew = relative.mode === "new";
  const now = { ...made };

  if (!now.person) await of("person", () => assertNew(kind, body, allowed.person));
  if (isRelativeNew && !now.relative)
    await of("relative", () => assertNew(other(kind), relativeBody, allowed.relative));

  const make = async (whose: "person" | "relative", of_: Kind, what: typeof body): Promise<string> => {
    const options = { allowDuplicates: allowed[whose], key: `${attempt}-${whose}` };
    const { id } = await of(whose, () => createPerson(of_, what, options));
    now[whose] = id;
    onmade({ ...now });
    return id;
  };
  const person = now.person ?? (await make("person", kind, body));
  const relativeId = isRelativeNew
    ? (now.relative ?? (await make("relative", other(kind), relativeBody)))
    : relative.mode === "existing"
      ? relative.existing?.id
      : undefined;
  if (relativeId !== undefined) await of("relative", () => tie(kind, person, relativeId, relative.link));
  return person;
}

export const tie = (kind: Kind, person: string, relative: string, link: Required<Link>): Promise<unknown> =>
  linkGuardian(
    kind === "patients"
      ? { patientId: person, guardianId: relative, version: 0 }
      : { patientId: relative, guardianId: person, version: 0 },
    link,
  );

async function of<T>(whose: "person" | "relative", does: () => Promise<T>): Promise<T> {
  try {
    return await does();
  } catch (error) {
    throw new FamilyProblem(whose, error);
  }
}

/** @throws ApiProblem for fields that do not fit, too: the question checks them */
async function assertNew(kind: Kind, body: ReturnType<typeof bodyOf>, isAllowed: boolean): Promise<void> {
  const candidates = await findDuplicates(kind, body);
  if (candidates.length > 0 && !isAllowed)
    throw new ApiProblem({ code: "possible-duplicate", status: 409, candidates });
}

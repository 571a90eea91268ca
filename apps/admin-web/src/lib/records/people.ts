import type { components, operations } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import { releasing } from "#lib/ui/in-use.svelte.ts";

/** The API of patients and of guardians, which are the same but for what only patients have. */

export type Kind = "patients" | "guardians";
type Schemas = components["schemas"];
export type Patient = Schemas["Patient"];
type Guardian = Schemas["Guardian"];
/** What both have. */
export type Person = Omit<Guardian, "patients"> & Pick<Partial<Patient>, "insurance">;
export type PatientRow = Schemas["PatientsPage"]["items"][number];
export type GuardianRow = Schemas["GuardiansPage"]["items"][number];
export type PatientRecord = Schemas["PatientRecord"];
export type GuardianRecord = Schemas["GuardianRecord"];
export type Link = Schemas["NewGuardianLink"];
export type Candidate = Schemas["DuplicateCandidates"]["items"][number];
export type Preview = Schemas["MergePreview"];
export type PatientQuery = NonNullable<operations["listPatients"]["parameters"]["query"]>;
export type GuardianQuery = NonNullable<operations["listGuardians"]["parameters"]["query"]>;
export type PersonBody = Schemas["NewPatient"];

// The paths of guardians take and answer what those of patients do; the types of one stand for both.
const listPath = (kind: Kind) => `/api/v1/${kind}` as "/api/v1/patients";
const onePath = (kind: Kind) => `/api/v1/${kind}/{id}` as "/api/v1/patients/{id}";

export interface PeoplePage<R> {
  readonly items: readonly R[];
  readonly next: string | null;
  readonly total: number;
  readonly totalIsExact: boolean;
}
export const listPeople = (kind: Kind, query: PatientQuery | GuardianQuery): Promise<PeoplePage<unknown>> =>
  answer(api.GET(listPath(kind), { params: { query: query as PatientQuery } }));

export const createPerson = (
  kind: Kind,
  body: PersonBody,
  options: { readonly allowDuplicates: boolean; readonly key: string },
): Promise<Patient> =>
  answer(
    api.POST(listPath(kind), {
      params: {
        query: options.allowDuplicates ? { allowDuplicates: "true" } : {},
        header: { "idempotency-key": options.key },
      },
      body,
    }),
  );

export const readPerson = (kind: Kind, id: string): Promise<Patient> =>
  answer(api.GET(onePath(kind), { params: { path: { id } } }));

export const updatePerson = (
  kind: Kind,
  { id, version }: { readonly id: string; readonly version: number },
  body: Schemas["PatientPatch"],
): Promise<Patient> => answer(api.PATCH(onePath(kind), { params: { path: { id }, header: ifMatch(version) }, body }));

export const deletePerson = (
  kind: Kind,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<unknown> =>
  releasing((query) =>
    answer(api.DELETE(onePath(kind), { params: { path: { id }, query, header: ifMatch(version) } })),
  );

export const deletePeople = (
  kind: Kind,
  rows: readonly { readonly id: string; readonly version: number }[],
): Promise<Schemas["BulkAnswer"]> => {
  const body = { rows: rows.map(({ id, version }) => ({ id, version })) };
  return answer(api.POST(`/api/v1/${kind}/bulk/delete` as "/api/v1/patients/bulk/delete", { body }));
};

/** Whatever its version is by now: who restores wants it back as it was. */
export async function restorePerson(kind: Kind, id: string): Promise<Patient> {
  const { version } = await readPerson(kind, id);
  const path = `/api/v1/${kind}/{id}/restore` as "/api/v1/patients/{id}/restore";
  return answer(api.POST(path, { params: { path: { id }, header: ifMatch(version) } }));
}

export async function findDuplicates(kind: Kind, body: PersonBody): Promise<readonly Candidate[]> {
  const path = `/api/v1/${kind}/duplicates` as "/api/v1/patients/duplicates";
  return (await answer(api.POST(path, { body }))).items;
}

export const searchPeople = async (kind: Kind, q: string, limit: number): Promise<readonly PatientRow[]> =>
  (await answer(api.GET(listPath(kind), { params: { query: { q, limit } } }))).items;

/** Version 0: the two do not belong together yet. */
export const linkGuardian = (
  pair: { readonly patientId: string; readonly guardianId: string; readonly version: number },
  body: Link,
): Promise<Schemas["GuardianLink"]> =>
  answer(
    api.PUT("/api/v1/patients/{id}/guardians/{guardianId}", {
      params: { path: { id: pair.patientId, guardianId: pair.guardianId }, header: ifMatch(pair.version) },
      body,
    }),
  );

export const unlinkGuardian = (pair: {
  readonly patientId: string;
  readonly guardianId: string;
  readonly version: number;
}): Promise<unknown> =>
  answer(
    api.DELETE("/api/v1/patients/{id}/guardians/{guardianId}", {
      params: { path: { id: pair.patientId, guardianId: pair.guardianId }, header: ifMatch(pair.version) },
    }),
  );

interface ContactRef {
  readonly id: string;
  readonly channel: string;
  readonly contactKey: string;
}
const contactPath = (kind: Kind) =>
  `/api/v1/${kind}/{id}/contacts/{channel}/{contact}` as "/api/v1/patients/{id}/contacts/{channel}/{contact}";
const contactParams = ({ id, channel, contactKey }: ContactRef) => ({
  params: { path: { id, channel, contact: contactKey } },
});
export const linkContact = (kind: Kind, ref: ContactRef): Promise<unknown> =>
  answer(api.PUT(contactPath(kind), contactParams(ref)));
export const unlinkContact = (kind: Kind, ref: ContactRef): Promise<unknown> =>
  answer(api.DELETE(contactPath(kind), contactParams(ref)));

export const previewMerge = (kind: Kind, id: string, absorbedId: string): Promise<Preview> => {
  const path = `/api/v1/${kind}/{id}/merge/preview` as "/api/v1/patients/{id}/merge/preview";
  return answer(api.POST(path, { params: { path: { id } }, body: { absorbedId } }));
};

export const mergePeople = (
  kind: Kind,
  { kept, other }: Pick<Preview, "kept" | "other">,
  fields: Readonly<Record<string, "kept" | "other">>,
): Promise<Schemas["MergedPatient"]> => {
  const path = `/api/v1/${kind}/{id}/merge` as "/api/v1/patients/{id}/merge";
  return answer(
    api.POST(path, {
      params: { path: { id: kept.id }, header: ifMatch(kept.version) },
      body: { absorbedId: other.id, absorbedVersion: other.version, fields },
    }),
  );
};

export const undoMerge = (kind: Kind, mergeId: string): Promise<unknown> => {
  const path = `/api/v1/${kind}/merges/{mergeId}/undo` as "/api/v1/patients/merges/{mergeId}/undo";
  return answer(api.POST(path, { params: { path: { mergeId } } }));
};

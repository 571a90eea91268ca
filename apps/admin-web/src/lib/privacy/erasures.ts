import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import { queryClient } from "#lib/api/query.ts";
import { keys } from "#lib/live/keys.ts";

export type Erasure = components["schemas"]["Erasure"];
export type Subject = components["schemas"]["PrivacySubject"];
type Seen = Pick<Erasure, "id" | "version">;

/** While it is carried out its steps are looked at this often. */
const EVERY_MS = 2_000;

export const isUnderWay = ({ state }: Pick<Erasure, "state">): boolean => state === "approved" || state === "running";
/** The API decides; the buttons only follow. */
export const mayDecide = ({ state, requestedBy }: Erasure, me: string | undefined): boolean =>
  state === "requested" && requestedBy !== me;

export const erasureQuery = (id: string) => ({
  queryKey: keys.erasures("one", id),
  queryFn: () => answer(api.GET("/api/v1/erasures/{id}", { params: { path: { id } } })),
  refetchInterval: ({ state: { data } }: { state: { data: Erasure | undefined } }) =>
    data && isUnderWay(data) ? EVERY_MS : false,
});

/** What the person is called, for who has to be sure that it is this one; null: no record has a name. */
export async function nameOfSubject({ kind, subject }: Pick<Erasure, "kind" | "subject">): Promise<string | null> {
  if (subject === null || kind === "contact") return null;
  const params = { path: { id: subject } };
  const found = await answer<{ name: string }>(
    kind === "patient" ? api.GET("/api/v1/patients/{id}", { params }) : api.GET("/api/v1/guardians/{id}", { params }),
  );
  return found.name;
}

export async function requestErasure(subject: Subject, reason: string): Promise<Erasure> {
  const made = await answer(api.POST("/api/v1/erasures", { body: { subject, reason } }));
  await readAnew();
  return made;
}

export async function decideErasure({ id, version }: Seen, approve: boolean): Promise<Erasure> {
  const params = { path: { id }, header: ifMatch(version) };
  const decided = await answer(
    approve
      ? api.POST("/api/v1/erasures/{id}/approve", { params })
      : api.POST("/api/v1/erasures/{id}/refuse", { params }),
  ).finally(readAnew);
  return decided;
}

export const readCertificate = (id: string) =>
  answer(api.GET("/api/v1/erasures/{id}/certificate", { params: { path: { id } } }));

const readAnew = () => queryClient.invalidateQueries({ queryKey: keys.erasures() });

import { api } from "#lib/api/client.ts";
import { save } from "#lib/api/download.ts";
import { answer } from "#lib/api/problem.ts";
import type { Kind } from "#lib/records/people.ts";

/** Everything about a person as a page to be handed to them; reading it is noted in the audit. */
export async function saveAccess(kind: Kind, id: string): Promise<void> {
  const params = { path: { id } };
  const { page } = await answer(
    kind === "patients"
      ? api.GET("/api/v1/patients/{id}/access", { params })
      : api.GET("/api/v1/guardians/{id}/access", { params }),
  );
  save(new Blob([page], { type: "text/markdown" }), `dados-${id}.md`);
}

import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { readAnew, type Whole } from "./changes.ts";
import type { Chosen } from "./PatientField.svelte";

type NewAppointment = components["schemas"]["NewAppointment"];

/** The patient's id; one begun in the form is made first, and made once: asked again, it is the one that is there. */
export async function patientOf(chosen: Chosen, allowDuplicates: boolean): Promise<{ id: string; name: string }> {
  if (chosen.kind === "known") return chosen;
  const { name, phone, birthDate } = chosen;
  const body = { name: name.trim(), phone: phone.trim() || null, birthDate: birthDate || null };
  const query = allowDuplicates ? { allowDuplicates: "true" as const } : {};
  return answer(api.POST("/api/v1/patients", { params: { query }, body }));
}

export async function book(body: NewAppointment): Promise<Whole> {
  const made = await answer(api.POST("/api/v1/appointments", { body }));
  readAnew();
  return made;
}

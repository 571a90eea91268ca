import { expect } from "vitest";
import type { Answer, CallOptions, Desk, Json } from "./desk.ts";

/** A clinic at the desk: what it offers, who gives it, and appointments, each made by a request. */
export function openPractice(desk: Desk) {
  let services = 0;

  async function create(kind: string, body: object): Promise<Json> {
    const made = await desk.call("POST", `/api/v1/${kind}`, { body });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body;
  }

  return {
    create,
    /** Half an hour, in both ways, unless it is said otherwise. */
    service(more: object = {}): Promise<Json> {
      services += 1;
      const texts = { pt: { name: `Serviço ${services}` } };
      return create("services", { slug: `s-${services}`, texts, durationMinutes: 30, modality: "both", ...more });
    },
    professional: (name: string, more: object = {}): Promise<Json> => create("professionals", { name, ...more }),
    patient: (name: string, more: object = {}): Promise<Json> => create("patients", { name, ...more }),
    /** A guardian who answers for a patient. */
    async guardian(patientId: string, name: string, link: object, more: object = {}): Promise<Json> {
      const made = await create("guardians", { name, ...more });
      const url = `/api/v1/patients/${patientId}/guardians/${made.id}`;
      const linked = await desk.call("PUT", url, { version: 0, body: { relation: "mother", ...link } });
      expect(linked.status).toBe(200);
      return made;
    },
    book(
      who: { patient: Json; professional: Json; service: Json },
      startsAt: string,
      more: object = {},
      options: CallOptions = {},
    ): Promise<Answer> {
      const ids = { patientId: who.patient.id, professionalId: who.professional.id, serviceId: who.service.id };
      const body = { ...ids, startsAt, modality: "online", ...more };
      return desk.call("POST", "/api/v1/appointments", { body, ...options });
    },
  };
}

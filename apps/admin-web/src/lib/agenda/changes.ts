import type { components } from "@acolhe/admin-client";
import { api } from "#lib/api/client.ts";
import { ifMatch } from "#lib/api/if-match.ts";
import { answer } from "#lib/api/problem.ts";
import { queryClient } from "#lib/api/query.ts";
import { keys } from "#lib/live/keys.ts";
import type { Agenda, Appointment, State } from "./columns.ts";

export type Whole = components["schemas"]["Appointment"];
type Patch = components["schemas"]["AppointmentPatch"];
type StateChange = components["schemas"]["AppointmentStateChange"];
interface Seen {
  readonly id: string;
  readonly version: number;
}

const at = ({ id, version }: Seen) => ({ path: { id }, header: ifMatch(version) });

export const readAppointment = (id: string): Promise<Whole> =>
  answer(api.GET("/api/v1/appointments/{id}", { params: { path: { id } } }));

export async function changeAppointment(row: Seen, body: Patch): Promise<Whole> {
  const saved = await answer(api.PATCH("/api/v1/appointments/{id}", { params: at(row), body }));
  readAnew();
  return saved;
}

export async function setState(row: Seen, body: StateChange & { state: State }): Promise<Whole> {
  const saved = await answer(api.POST("/api/v1/appointments/{id}/state", { params: at(row), body }));
  readAnew();
  return saved;
}

/** What every page shows of appointments has become old. */
export function readAnew(): void {
  void queryClient.invalidateQueries({ queryKey: keys.appointments() });
  void queryClient.invalidateQueries({ queryKey: keys.home() });
}

/** Shows a change in every calendar at once. @returns what shows it as it was */
export function showChanged(id: string, change: Partial<Appointment>): () => void {
  const calendars = { queryKey: keys.appointments("range") };
  // Looked at first: a read that is ended puts back what was there when it began, which may be an earlier change.
  const before = queryClient.getQueriesData<Agenda>(calendars);
  void queryClient.cancelQueries(calendars);
  for (const [key, agenda] of before)
    if (agenda)
      queryClient.setQueryData(key, {
        ...agenda,
        appointments: agenda.appointments.map((row) => (row.id === id ? { ...row, ...change } : row)),
      });
  return () => {
    for (const [key, agenda] of before) queryClient.setQueryData(key, agenda);
  };
}

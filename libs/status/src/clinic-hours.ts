import type { Bus } from "@acolhe/bus";
import { Hours, hoursWith, StaffHours } from "@acolhe/conversation";
import { CLINIC_BUCKET, CLINIC_KEYS, FLOW_BUCKET, flowVersionKey } from "@acolhe/events";
import { z } from "zod";

/** Of a version of the flow, only its hours are of interest here. */
const WithHours = z.object({ flow: z.object({ hours: Hours }) });

/** The clinic's hours for a conversation on this version of the flow; null where that version cannot be read. */
export type HoursOf = (flowVersion: string) => Promise<Hours | null>;

/** As workers know them: what staff have set, else what the flow says. A version's own hours never change. */
export function createClinicHours(bus: Bus): HoursOf {
  const ofFlows = new Map<string, Hours>();

  async function ofFlow(version: string): Promise<Hours | null> {
    const known = ofFlows.get(version);
    if (known) return known;
    const { data } = WithHours.safeParse(await read(FLOW_BUCKET, flowVersionKey(version)));
    if (!data) return null;
    ofFlows.set(version, data.flow.hours);
    return data.flow.hours;
  }

  async function read(bucket: string, key: string): Promise<unknown> {
    const entry = await (await bus.kvm.open(bucket)).get(key);
    return entry?.operation === "PUT" ? entry.json() : undefined;
  }

  return async (flowVersion) => {
    const hours = await ofFlow(flowVersion);
    return hours && hoursWith(hours, StaffHours.safeParse(await read(CLINIC_BUCKET, CLINIC_KEYS.hours)).data);
  };
}

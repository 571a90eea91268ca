import { type Bus, lastOf, publish, purgeSubject, readOrNull } from "@acolhe/bus";
import { SHADOW, shadowPrefix } from "@acolhe/events";
import { z } from "zod";

/** A shadow's name is one token of a subject. */
export const ShadowName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,31}$/, "1 to 32 lower-case letters, digits or dashes");

const place = z.number().int().nonnegative();

/** What a shadow is made of: which events of INBOUND, beside which decisions of TURNS, by which code. */
export const ShadowBegun = z.object({
  version: z.literal(1),
  /** First and last sequence of INBOUND, both included. */
  from: place,
  to: place,
  /** First and last sequence of TURNS in which the events' own decisions are looked for. */
  turnsFrom: place,
  turnsTo: place,
  engine: z.string(),
  /** What new sessions begin with. */
  flow: z.string(),
});
export type ShadowBegun = z.infer<typeof ShadowBegun>;

/** A shadow that cannot be made, in a sentence for the operator. */
export class ShadowRefused extends Error {
  override readonly name = "ShadowRefused";
}

const begunSubject = (name: string) => `${shadowPrefix(name)}begun`;
const endedSubject = (name: string) => `${shadowPrefix(name)}ended`;

/** Null where there is none of this name. */
export async function readBegun(bus: Bus, name: string): Promise<ShadowBegun | null> {
  const stored = await lastOf(bus, SHADOW.name, begunSubject(name));
  return stored && readOrNull(ShadowBegun, stored);
}

/** @throws ShadowRefused when it was removed, as the erasure of a person does: what it goes on from may be theirs */
export async function ensureKept(bus: Bus, name: string): Promise<void> {
  if (!(await readBegun(bus, name)))
    throw new ShadowRefused(`the shadow ${name} was removed while it was made, so it has gaps: begin it again`);
}

export const noteBegun = (bus: Bus, name: string, begun: ShadowBegun) =>
  publish(bus, begunSubject(name), begun, { expect: { seq: 0, subject: begunSubject(name) } });

/** Every event is decided. */
export const noteEnded = (bus: Bus, name: string) => publish(bus, endedSubject(name), {});
export const isEnded = async (bus: Bus, name: string) => (await lastOf(bus, SHADOW.name, endedSubject(name))) !== null;

/** Nothing of it is left. How many records it had. */
export const removeShadow = (bus: Bus, name: string): Promise<number> =>
  purgeSubject(bus, SHADOW.name, `${shadowPrefix(name)}>`);

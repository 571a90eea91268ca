import type { Understanding } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";

/** Acts of one family are readings of the same words; `ask:` and `request:` go together in a message. */
const familyOf = (act: string): string => act.split(":", 1)[0]!;

/** "request:language" stands for a wish for any of them. */
const isOf = (act: string, told: string | undefined): boolean =>
  told !== undefined && (act === told || act.startsWith(`${told}:`));

/**
 * What a message does by its form, where the flow knows one: what the reader took the same words for gives way. It goes
 * into what is recorded of the message, so that a replay reads it as it was read then.
 */
export function withForms(flow: Flow, text: string, understanding: Understanding): Understanding {
  const { reading } = understanding;
  const form = flow.head.forms?.find(({ pattern }) => flow.pattern(pattern).testExact(text));
  if (!form || !reading) return understanding;
  const { act, also, beside, instead } = form;
  const told = [act, ...(also === undefined ? [] : [also])].map((one) => ({
    act: one,
    confidence: 1,
    byForm: true as const,
  }));
  const gaveWay = (other: string): boolean =>
    other === also || isOf(other, instead) || (familyOf(other) === familyOf(act) && other !== beside);
  const others = reading.acts.filter((other) => !gaveWay(other.act));
  return { ...understanding, reading: { ...reading, acts: [...told, ...others] } };
}

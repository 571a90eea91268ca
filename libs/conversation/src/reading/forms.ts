import type { Understanding } from "@acolhe/events";
import type { Flow } from "../flow/compile.ts";

/** Acts of one family are readings of the same words; `ask:` and `request:` go together in a message. */
const familyOf = (act: string): string => act.split(":", 1)[0]!;

/**
 * What a message does by its form, where the flow knows one: what the reader took the same words for gives way. It goes
 * into what is recorded of the message, so that a replay reads it as it was read then.
 */
export function withForms(flow: Flow, text: string, understanding: Understanding): Understanding {
  const { reading } = understanding;
  const form = flow.head.forms?.find(({ pattern }) => flow.pattern(pattern).matcher(text).matches());
  if (!form || !reading) return understanding;
  const others = reading.acts.filter(({ act }) => familyOf(act) !== familyOf(form.act) && act !== form.instead);
  return {
    ...understanding,
    reading: { ...reading, acts: [{ act: form.act, confidence: 1, byForm: true }, ...others] },
  };
}

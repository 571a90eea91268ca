import type { State } from "./columns.ts";

interface Noted {
  readonly state: State;
  readonly history: readonly { readonly state: State; readonly stateBefore: State | null }[];
}
/** What was there before somebody noted with one press that the patient came, or was seen: a wrong press goes back to it. */
export function notedOver({ state, history }: Noted): State | null {
  if (state !== "arrived" && state !== "completed") return null;
  // Back from "seen" the patient has come once more, which is nobody's press.
  const isPress = (step: Noted["history"][number]) => ![state, "completed"].includes(step.stateBefore ?? state);
  return history.findLast((step) => step.state === state && isPress(step))?.stateBefore ?? null;
}

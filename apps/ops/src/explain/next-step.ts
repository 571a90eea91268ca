import type { Cause } from "./cause.ts";

/** What an operator may do: a command, or write to the patient, because the bot repeats nothing. Null: nothing is due. */
export type NextStep = { readonly command: string } | "write-to-patient" | null;

export function nextStep(cause: Cause, contact: string): NextStep {
  switch (cause.kind) {
    case "undecided":
    case "not-sent-yet":
      return { command: "npm run ops -- status" };
    case "silent":
      if (cause.because === "parked" || cause.because === "deferred")
        return { command: `npm run ops -- resume ${contact}` };
      return cause.because === "human" || cause.because === "paused"
        ? { command: `npm run ops -- return ${contact}` }
        : null;
    case "expired":
    case "failed":
    case "given-to-person":
    case "left-out":
    case "unknown":
      return "write-to-patient";
    default:
      return null;
  }
}

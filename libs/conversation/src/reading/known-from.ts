import { isKnownFrom } from "../capture/person-name.ts";
import type { Draft } from "../turn/draft.ts";
import type { Said } from "./said.ts";

/**
 * "Valdirene da secretaria", where a name is asked for: a reader hears a wish for the secretary in it, and it says only where its
 * bearer is known from.
 */
export function asName({ state, flow }: Draft, said: Said): Said {
  const { understanding } = said;
  const here = flow.state(state.openPrompt?.step ?? "");
  if (here?.capture?.as !== "person-name" || !understanding?.reading || !isKnownFrom(said.utterance.text)) return said;
  const { reading } = understanding;
  const acts = reading.acts.map((one) => (one.act === "request:human" ? { ...one, act: "answer" } : one));
  return { ...said, understanding: { ...understanding, reading: { ...reading, acts } } };
}

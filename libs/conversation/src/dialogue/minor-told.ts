import { ADULT_YEARS } from "../capture/ages.ts";
import type { Draft } from "../turn/draft.ts";
import { countTold, timesTold } from "../words/told.ts";
import { factReply } from "./replies.ts";

const TOPIC = "minors";

/** Of who comes alone and is not of age yet, what the clinic has to tell of it, once; empty where it does not apply. */
export function minorTold(draft: Draft): string {
  const { for_whom: whom, age } = draft.state.values;
  const years = Number.parseInt(age ?? "", 10);
  const rule = `fact:${TOPIC}`;
  if (whom !== "self" || !(years < ADULT_YEARS) || timesTold(draft, rule) > 0) return "";
  const reply = factReply(draft, TOPIC);
  if (reply === null) return "";
  countTold(draft, rule);
  draft.visited.push(rule);
  return reply.text;
}

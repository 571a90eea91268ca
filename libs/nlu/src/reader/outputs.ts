import { INTENTS } from "../intents/intents.ts";
import { ACTS, DANGER_KINDS, VALUES } from "./labels.ts";

const acts = 0;
const values = acts + ACTS.length;
const danger = values + VALUES.length;
const certain = danger + 1;
const kinds = certain + 1;
const intents = kinds + DANGER_KINDS.length;

/** Where each group of outputs begins. Intents exclude one another, the others stand alone. */
export const OUTPUTS = { acts, values, danger, certain, kinds, intents, count: intents + INTENTS.length } as const;

import { FlowDefinition } from "@acolhe/conversation";
import { z } from "zod";

const { flow, states, words, catalogue } = FlowDefinition.shape;
/** Texts are written in levels, and only joined by dots when the folder is read. */
const Texts: z.ZodType = z.record(
  z.string(),
  z.lazy(() => z.union([z.string(), Texts])),
);

/** JSON Schema of each file of a flow, for editors; from the same schemas that read it. */
export const jsonSchemas = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ flow, states, words, catalogue, messages: Texts }).map(([name, schema]) => [
      `${name}.json`,
      `${JSON.stringify(z.toJSONSchema(schema, { io: "input" }), null, 2)}\n`,
    ]),
  );

import { rawText } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const textKind = contentKind("text", { message: rawText() }, ({ message }) =>
  message === undefined ? undefined : { content: { kind: "text", text: message }, spoken: message },
);

import { z } from "zod";
import { list, text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const contactCardKind = contentKind(
  "contact",
  { displayName: text(), phones: list(z.string()) },
  ({ displayName, phones }) => ({
    content: { kind: "contact-card", name: displayName ?? "", phones: phones ?? [] },
    spoken: "",
  }),
);

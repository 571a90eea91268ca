import { defined } from "../../defined.ts";
import { text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const documentKind = contentKind(
  "document",
  { documentUrl: text(), mimeType: text(), caption: text(), fileName: text(), title: text() },
  ({ documentUrl, mimeType, caption, fileName, title }) => ({
    content: defined({
      kind: "document" as const,
      url: documentUrl ?? null,
      mimeType: mimeType ?? "",
      caption,
      fileName: fileName ?? title ?? "",
    }),
    spoken: caption ?? "",
  }),
);

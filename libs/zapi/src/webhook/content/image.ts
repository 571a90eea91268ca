import { defined } from "../../defined.ts";
import { flag, text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const imageKind = contentKind(
  "image",
  { imageUrl: text(), mimeType: text(), caption: text(), viewOnce: flag() },
  ({ imageUrl, mimeType, caption, viewOnce }) => ({
    content: defined({
      kind: "image" as const,
      url: imageUrl ?? null,
      mimeType: mimeType ?? "",
      caption,
      viewOnce: viewOnce || undefined,
    }),
    spoken: caption ?? "",
  }),
);

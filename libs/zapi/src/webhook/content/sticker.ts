import { text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const stickerKind = contentKind(
  "sticker",
  { stickerUrl: text(), mimeType: text() },
  ({ stickerUrl, mimeType }) => ({
    content: { kind: "sticker", url: stickerUrl ?? null, mimeType: mimeType ?? "" },
    spoken: "",
  }),
);

import { defined } from "../../defined.ts";
import { flag, text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const videoKind = contentKind(
  "video",
  { videoUrl: text(), mimeType: text(), caption: text(), isGif: flag() },
  ({ videoUrl, mimeType, caption, isGif }) => ({
    content: defined({
      kind: "video" as const,
      url: videoUrl ?? null,
      mimeType: mimeType ?? "",
      caption,
      gif: isGif || undefined,
    }),
    spoken: caption ?? "",
  }),
);

/** Round video note. Some payloads carry it as a plain video instead, where nothing tells it apart. */
export const roundVideoKind = contentKind(
  "ptv",
  { ptvUrl: text(), mimeType: text(), caption: text() },
  ({ ptvUrl, mimeType, caption }) => ({
    content: defined({
      kind: "video" as const,
      url: ptvUrl ?? null,
      mimeType: mimeType ?? "",
      caption,
      round: true,
    }),
    spoken: caption ?? "",
  }),
);

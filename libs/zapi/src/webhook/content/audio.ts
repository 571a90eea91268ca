import { defined } from "../../defined.ts";
import { flag, number, text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

export const audioKind = contentKind(
  "audio",
  { audioUrl: text(), mimeType: text(), ptt: flag(), seconds: number() },
  ({ audioUrl, mimeType, ptt, seconds }) => ({
    content: defined({
      kind: "audio" as const,
      url: audioUrl ?? null,
      mimeType: mimeType ?? "",
      voiceNote: ptt ?? false,
      seconds,
    }),
    spoken: "",
  }),
);

import type { MessageContent, MessageReceived } from "@acolhe/events";
import { z } from "zod";
import { held } from "./held.ts";
import { READ_LENGTH_MAX } from "./limits.ts";

/** What the engine reads of a message: its kind, its words (or caption), and what was tapped. */
export const Utterance = z.object({
  kind: z.string().max(32),
  text: z.string(),
  optionId: z.string().max(64).nullable(),
});
export type Utterance = z.infer<typeof Utterance>;

/** Of a message that is gone, or whose words do not matter. */
export const WORDLESS: Utterance = { kind: "text", text: "", optionId: null };

/**
 * Marks of direction, fillers and other characters that show nothing: a name made of them is none, and one with them inside is
 * the same name. The mark that asks for a picture instead of a sign belongs to its emoji.
 */
const INVISIBLE = /(?!\uFE0F)\p{Default_Ignorable_Code_Point}|\u2800/gu;

/** At most `length` characters, without invisible and control characters and half surrogates, spaces collapsed. */
export function clean(text: string, length: number): string {
  return text
    .slice(0, READ_LENGTH_MAX)
    .replace(INVISIBLE, "")
    .replace(/[\s\p{C}]+/gu, " ")
    .trim()
    .slice(0, length)
    .replace(/\p{Cs}$/u, "")
    .trim();
}

/** Form in which words are compared: no accents, case, punctuation or emoji. A thumb up says yes. */
export const plain = held((text) =>
  text
    .replace(/👍|👌/gu, " sim ")
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim(),
);

/** Without accents and case, and of the same length, so that places in it are places in the text. */
export const fold = held((text) =>
  [...text]
    .map((sign) =>
      (
        sign
          .normalize("NFD")
          .replace(/\p{M}+/gu, "")
          .toLowerCase() || " "
      )
        .padEnd(sign.length)
        .slice(0, sign.length),
    )
    .join(""),
);

/** The parts of a text between these signs, in plain form; those without a word are none. */
export const plainParts = (text: string, between: RegExp): readonly string[] =>
  text
    .split(between)
    .map(plain)
    .filter((part) => part !== "");

/** Whether there is anything to read, in any script: `plain` keeps only Latin letters. */
export const hasWords = (text: string): boolean => /[\p{L}\p{N}]/u.test(text);

/**
 * What a message says for its sender. Words that were only passed on, and those of a card, are somebody else's: they answer
 * nothing and are kept as nothing. (A danger is looked for in them all the same.)
 */
export function utterOf({ content, forwarded }: Pick<MessageReceived, "content" | "forwarded">): Utterance {
  const own = utter(content);
  return forwarded ? { kind: own.kind === "text" ? "shared" : own.kind, text: "", optionId: null } : own;
}

export function utter(content: MessageContent): Utterance {
  const said = (text: string, optionId: string | null = null): Utterance => ({
    kind: content.kind,
    text: clean(text, READ_LENGTH_MAX),
    // A longer id is none of ours; a cut one could be mistaken for one of ours.
    optionId: optionId !== null && optionId.length <= 64 ? optionId.toWellFormed() : null,
  });
  switch (content.kind) {
    case "text":
      return said(content.text);
    case "button-reply":
      return said(content.label, content.buttonId);
    case "list-reply":
      return said(content.title, content.rowId);
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker":
      return said(content.caption ?? "");
    default:
      return said("");
  }
}

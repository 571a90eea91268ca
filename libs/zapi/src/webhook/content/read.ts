import { z } from "zod";
import { text } from "../lenient.ts";
import type { ReadContent } from "./kind.ts";
import { CONTENT_KINDS } from "./registry.ts";

const UNKNOWN_KEYS_MAX = 20;
const KEY_LENGTH_MAX = 64;
const Words = z.object({ message: text(), text: text(), description: text(), caption: text(), title: text() });

/**
 * The first known kind of a payload. Otherwise `unknown`, with the names of the keys that were not understood:
 * their values stay out, but words found in them still serve to recognise our own echo (no echo of an option
 * list has been recorded yet).
 */
export function readContent(payload: Record<string, unknown>, envelopeKeys: ReadonlySet<string>): ReadContent {
  for (const kind of CONTENT_KINDS) {
    const value = Object.hasOwn(payload, kind.key) ? payload[kind.key] : undefined;
    const read = value == null ? undefined : kind.read(value);
    if (read) return read;
  }
  const keys = Object.keys(payload).filter((key) => !envelopeKeys.has(key) && payload[key] != null);
  return {
    content: { kind: "unknown", keys: keys.slice(0, UNKNOWN_KEYS_MAX).map((key) => key.slice(0, KEY_LENGTH_MAX)) },
    spoken: keys.map((key) => wordsOf(payload[key])).find((words) => words !== "") ?? "",
  };
}

function wordsOf(value: unknown): string {
  const words = Words.safeParse(value).data;
  return words?.message ?? words?.text ?? words?.description ?? words?.caption ?? words?.title ?? "";
}

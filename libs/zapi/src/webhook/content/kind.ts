import type { MessageContent } from "@acolhe/events";
import { z } from "zod";

export interface ReadContent {
  readonly content: MessageContent;
  /** The words of it, by which an echo of our own message is recognised. Empty for media without caption. */
  readonly spoken: string;
}

export interface ContentKind {
  /** The payload's key that holds this kind. */
  readonly key: string;
  /** Undefined when the value lacks what makes it this kind. */
  read(value: unknown): ReadContent | undefined;
}

export function contentKind<T extends z.ZodRawShape>(
  key: string,
  shape: T,
  read: (value: z.output<z.ZodObject<T>>) => ReadContent | undefined,
): ContentKind {
  const schema = z.object(shape);
  return {
    key,
    read(value) {
      const parsed = schema.safeParse(value);
      return parsed.success ? read(parsed.data) : undefined;
    },
  };
}

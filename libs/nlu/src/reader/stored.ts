import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { endianness } from "node:os";
import { z } from "zod";
import { OUTPUTS } from "./outputs.ts";

/** Above these a danger of either tier is told. */
const Thresholds = z.object({ certain: z.number(), possible: z.number() });
const perOutput = z.array(z.number()).length(OUTPUTS.count);

const Head = z.object({
  features: z.int().min(1),
  /** What a step of the bytes of an output is worth, and where it begins. */
  scale: perOutput,
  bias: perOutput,
  /** A score s is the probability 1 / (1 + exp(-(slope * s + offset))). */
  slope: perOutput,
  offset: perOutput,
  /** What scores of intents are divided by. */
  temperature: z.number().positive(),
  /** How much each of `dangerInputs` counts for a danger of either tier, and for a certain one; and from where on. */
  danger: z.object({
    weights: z.array(z.number()),
    certainWeights: z.array(z.number()),
    anywhere: Thresholds,
    family: Thresholds,
  }),
});
export type Head = z.infer<typeof Head>;

/** Trained weights as they are kept: a line of JSON, hashes of the features, and a byte per feature and output. */
export interface Stored {
  readonly head: Head;
  readonly keys: Uint32Array;
  readonly weights: Int8Array;
}

const LENGTH_BYTES = 4;

const viewOf = ({ buffer, byteOffset, byteLength }: Uint32Array | Int8Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

export function bytesOf({ head, keys, weights }: Stored): Uint8Array {
  const json = Buffer.from(JSON.stringify(head));
  // The hashes begin at a multiple of four, so that they can be read in place.
  const padded = Buffer.concat([json, Buffer.alloc((4 - (json.length % 4)) % 4, " ")]);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32LE(padded.length);
  return Buffer.concat([length, padded, viewOf(keys), viewOf(weights)]);
}

export function storedOf(bytes: Uint8Array): Stored {
  if (endianness() !== "LE")
    throw new Error("Weights are kept with the lowest byte first, and this machine reads the highest first");
  const aligned = new Uint8Array(bytes);
  const length = new DataView(aligned.buffer).getUint32(0, true);
  const head = Head.parse(JSON.parse(new TextDecoder().decode(aligned.subarray(LENGTH_BYTES, LENGTH_BYTES + length))));
  const keysFrom = LENGTH_BYTES + length;
  const weightsFrom = keysFrom + head.features * Uint32Array.BYTES_PER_ELEMENT;
  return {
    head,
    keys: new Uint32Array(aligned.buffer, keysFrom, head.features),
    weights: new Int8Array(aligned.buffer, weightsFrom, head.features * OUTPUTS.count),
  };
}

/** The weights that are part of this package; their version is the hash of the file. */
export function loadStored(lang: string): Stored & { readonly version: string } {
  const bytes = readFileSync(new URL(`../../data/model/reader.${lang}.bin`, import.meta.url));
  return { ...storedOf(bytes), version: createHash("sha256").update(bytes).digest("base64url").slice(0, 12) };
}

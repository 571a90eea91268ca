import type { DangerKind } from "./labels.ts";

export const DANGER_TIERS = ["certain", "possible"] as const;
export type DangerTier = (typeof DANGER_TIERS)[number];

export interface Danger {
  /** `certain` interrupts whatever is under way; `possible` is asked about kindly. */
  readonly tier: DangerTier;
  readonly kind: DangerKind;
  /** The shortest stretch of the message that carries most of the evidence. */
  readonly words: string;
}

/** How likely a danger of either tier is, and how likely a certain one: 0 to 1, calibrated on lines of writers left out. */
export interface Risk {
  readonly any: number;
  readonly certain: number;
}

/** What a message does, read against the open question. */
export interface Reading {
  readonly question: string;
  /** Surest first. */
  readonly acts: readonly { readonly act: string; readonly confidence: number }[];
  /** Values of slots with a closed set of them, whatever was asked; surest first. */
  readonly values: readonly { readonly slot: string; readonly value: string; readonly confidence: number }[];
  readonly danger: Danger | null;
  /** Also where it is too little to be told. */
  readonly risk: Risk;
}

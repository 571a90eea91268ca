import { REPEAT_KEYS_MAX } from "./limits.ts";
import type { ConversationState } from "./state.ts";

/** Counts equal words at an equal step; the least counted makes room for a new one. */
export function isLoop(state: ConversationState, text: string, max: number): boolean {
  const key = shortHash(text);
  const known = Object.hasOwn(state.repeats, key) ? state.repeats[key]! : 0;
  const keys = Object.keys(state.repeats);
  if (known === 0 && keys.length >= REPEAT_KEYS_MAX) {
    delete state.repeats[keys.reduce((least, key) => (state.repeats[key]! < state.repeats[least]! ? key : least))];
  }
  state.repeats[key] = known + 1;
  return known + 1 > max;
}

/** FNV-1a, 32 bits: enough to tell a few texts apart, and no secret is kept by it. */
export function shortHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  return (hash >>> 0).toString(36);
}

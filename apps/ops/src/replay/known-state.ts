import { ConversationState } from "@acolhe/conversation";

/** The state that a turn left, for the next decision of its conversation. */
export interface KnownState {
  /** The turn. */
  readonly seq: number;
  /** As the engine takes it. @throws ZodError where it is none of ours */
  state(): ConversationState;
  /** A decision that came out the same made it: the record need not be read. */
  is(state: ConversationState): void;
  /** Its record is let go of, which is a part of a text several times as long. */
  settle(): void;
}

export function createKnownState(seq: number, json: string): KnownState {
  let text: string | null = json;
  let raw: unknown;
  let made: ConversationState | undefined;
  const settle = () => {
    if (text !== null && made === undefined) raw = JSON.parse(text);
    text = null;
  };
  return {
    seq,
    state() {
      settle();
      made ??= ConversationState.parse(raw);
      return made;
    },
    is(state) {
      made = state;
    },
    settle,
  };
}

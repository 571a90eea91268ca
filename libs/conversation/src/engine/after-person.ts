import { isSmile } from "../dialogue/not-understood.ts";
import { isDropped, isSolved } from "../reading/waiting.ts";
import { AFTER_PERSON_MS } from "../state/limits.ts";
import { plain, type Utterance } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";

/** What people say when all is said: it wishes for nothing, and wants no answer. */
const CLOSING_LISTS = ["closing", "thanks", "yes", "no"] as const;
const CLOSING_ACTS: ReadonlySet<string> = new Set(["social:thanks", "social:bye", "social:laugh", "social:chat"]);

/**
 * A person of the team closed the conversation, and the patient closes it too: "obrigado", "até amanhã", 👍. No welcome
 * begins by that. Any wish is heard at once, and a danger was before this is asked.
 */
export function isClosing(draft: Draft, utterance: Utterance): boolean {
  const { state, flow, facts, now } = draft;
  if (state.personLeftAt === null || now - state.personLeftAt >= AFTER_PERSON_MS) return false;
  if (state.openPrompt !== null || state.pendingInput !== null || utterance.optionId !== null) return false;
  const { kind, text } = utterance;
  if (kind === "sticker" && text === "") return true;
  if (kind !== "text" || text.includes("?")) return false;
  if (isSmile(utterance) || flow.words.only(CLOSING_LISTS, plain(text))) return true;
  const sure = (facts.understanding?.reading?.acts ?? []).filter(
    ({ confidence }) => confidence >= flow.head.confidence.ask,
  );
  const wishes = sure.some(({ act }) => /^(?:request:(?!human|keep)|ask:)/.test(act));
  if (!wishes && (isSolved(plain(text)) || isDropped(plain(text)))) return true;
  const [first] = sure;
  return (
    first !== undefined &&
    first.confidence >= flow.head.confidence.accept &&
    sure.every(({ act }) => CLOSING_ACTS.has(act))
  );
}

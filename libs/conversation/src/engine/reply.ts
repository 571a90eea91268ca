import { TEXT_LENGTH_MAX } from "@acolhe/events";
import { handOff } from "../dialogue/enter.ts";
import { MINUTE_MS } from "../state/limits.ts";
import type { Draft } from "../turn/draft.ts";
import { render } from "../words/text.ts";

/** Answers, unless an outage made that useless; what comes noticeably late begins with an apology, once. */
export function reply(draft: Draft, saidAt: number, answerIt: () => string): string {
  const { state, flow, now, commands } = draft;
  state.offCalledAt = null;
  const age = now - saidAt;
  const { lateMinutes, uselessMinutes } = flow.head.limits;
  if (age >= uselessMinutes * MINUTE_MS) return handOff(draft, "late-message", render(draft, "engine.late"));
  const rule = answerIt();
  const noted = state.lateNotedAt !== null && now - state.lateNotedAt < lateMinutes * MINUTE_MS;
  const first = commands.findIndex((command) => "text" in command && command.author === "bot");
  if (age < lateMinutes * MINUTE_MS || noted || first < 0) return rule;
  state.lateNotedAt = now;
  const command = commands[first]!;
  if ("text" in command) {
    const text = `${render(draft, "engine.late")}\n\n${command.text}`.slice(0, TEXT_LENGTH_MAX).toWellFormed();
    commands[first] = { ...command, text };
  }
  return rule;
}

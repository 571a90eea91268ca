import { type Flow, messagePattern } from "@acolhe/conversation";
import type { Report } from "@acolhe/flows";
import type { Conversation } from "./play.ts";

const patterns = new WeakMap<Flow, readonly RegExp[]>();

/** Texts by which a flow says that the team will do something, as they are recognised in what was said. */
function promisesOf(flow: Flow): readonly RegExp[] {
  const known = patterns.get(flow);
  if (known) return known;
  const { promises = [] } = flow.head as { readonly promises?: readonly string[] };
  const made = promises.flatMap((key) =>
    flow.head.languages.flatMap((language) => {
      const message = flow.message(key, language);
      return message && message.source !== "" ? [messagePattern(message.source)] : [];
    }),
  );
  patterns.set(flow, made);
  return made;
}

const isPromised = (flow: Flow, { replies }: Pick<Report, "replies">): boolean =>
  replies.some(({ text }) => promisesOf(flow).some((pattern) => pattern.test(text)));

/**
 * The bot said that the team will do something, and the team heard nothing of it, then or later: no call and no lead. What is
 * said while the team has the conversation is heard by it.
 */
export function droppedPromise(flow: Flow, { exchanges, afterwards }: Conversation): boolean {
  const reports = [...exchanges.map(({ report }) => report), afterwards];
  const lastTold = reports.findLastIndex(({ handoff, lead }) => handoff !== null || lead !== null);
  return reports.some((report, index) => index > lastTold && report.mode === "bot" && isPromised(flow, report));
}

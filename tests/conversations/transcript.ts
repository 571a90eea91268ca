import type { Verdict } from "./judge.ts";
import type { Conversation } from "./play.ts";

/** A conversation to read, with what was judged of it. Personas are invented, so their words may be shown. */
export function transcriptOf({ persona, exchanges, facts }: Conversation, verdict: Verdict): string {
  const lines = exchanges.flatMap(({ doing, asked, report }) => {
    const said = "say" in doing ? doing.say : `[${doing.tap}]`;
    const marks = [
      report.danger ? `danger ${report.danger.tier} ${report.danger.kind}` : "",
      report.notUnderstood ? "not understood" : "",
      report.handoff ? `team called: ${report.handoff.reason}` : "",
      report.lead ? `lead ${report.lead.kind}: ${JSON.stringify(report.lead.values)}` : "",
      report.optedOut ? "opted out" : "",
    ].filter((mark) => mark !== "");
    const replies = report.replies.map(({ text, options }) => {
      const shown = options.map(({ title }) => `[${title}]`).join(" ");
      return `   🤖 ${text.replaceAll("\n", " ")} ${shown}`.trimEnd();
    });
    return [`🧑 ${asked ?? "–"}: ${said}`, ...replies, ...marks.map((mark) => `   · ${mark}`)];
  });
  const { reached, marks, harms } = verdict;
  const verdictLine = JSON.stringify({ reached, harms, marks, facts });
  return [`## ${persona.id} ${persona.goal}: ${persona.who}`, ...lines, verdictLine].join("\n");
}

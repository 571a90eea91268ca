import { spansIn } from "@acolhe/conversation";
import type { Finding, Rule } from "./rule.ts";

/** Hours that say nothing, or the same twice: a span that goes on past midnight, and two that overlap. */
export const oddHours: Rule = {
  name: "odd-hours",
  find({ definition: { flow } }) {
    const { weekly, special = {} } = flow.hours;
    const days = [
      ...Object.entries(weekly).map(([day, spans]) => ({ path: ["flow", "hours", "weekly", day], spans })),
      ...Object.entries(special).map(([day, spans]) => ({ path: ["flow", "hours", "special", day], spans })),
    ];
    return days.flatMap(({ path, spans }): Finding[] => {
      const backwards = spans.filter((span) => spansIn([span]).length === 0);
      if (backwards.length > 0)
        return [
          {
            path,
            message: `${backwards.join(", ")} ends before it begins: midnight is 24:00, and the rest is the next day's`,
          },
        ];
      return spansIn(spans).length < spans.length ? [{ path, message: "two of these overlap" }] : [];
    });
  },
};

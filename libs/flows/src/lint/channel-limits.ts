import type { Flow } from "@acolhe/conversation";
import {
  BUTTON_COUNT_MAX,
  BUTTON_LABEL_LENGTH_MAX,
  type Language,
  LIST_ROW_COUNT_MAX,
  LIST_ROW_TITLE_LENGTH_MAX,
  TEXT_LENGTH_MAX,
} from "@acolhe/events";
import { textsOf } from "./references.ts";
import { type Finding, type LintContext, type Rule, statesOf } from "./rule.ts";

/** Leaves room for values and for a sentence before the question. */
const FLOW_TEXT_LENGTH_MAX = TEXT_LENGTH_MAX / 4;
/** WhatsApp's own limit of a row's second line. */
const LIST_ROW_DESCRIPTION_LENGTH_MAX = 72;

export const channelLimits: Rule = {
  name: "channel-limits",
  find: (context) => [...texts(context), ...options(context)],
};

function texts({ definition, flow }: LintContext): Finding[] {
  return definition.flow.languages.flatMap((language) =>
    Object.entries(definition.messages[language] ?? {}).flatMap(([key, text]): Finding[] => {
      if (text.trim() === "") return [{ path: ["messages", language, key], message: "an empty text" }];
      const length = longestForm(flow, key, language);
      return length > FLOW_TEXT_LENGTH_MAX
        ? [{ path: ["messages", language, key], message: `${length} characters; at most ${FLOW_TEXT_LENGTH_MAX}` }]
        : [];
    }),
  );
}

/** Of the branches of a text only one is sent. What is no message format is another rule's finding. */
function longestForm(flow: Flow, key: string, language: Language): number {
  try {
    return flow.message(key, language)?.lengthMax ?? 0;
  } catch {
    return 0;
  }
}

function options(context: LintContext): Finding[] {
  const { definition, flow } = context;
  return statesOf(context).flatMap(([name, state]) =>
    definition.flow.languages.flatMap((language): Finding[] => {
      const choices = flow.choices(name, language);
      const path = ["states", name];
      const found: Finding[] = [];
      const most = state.show === "buttons" ? BUTTON_COUNT_MAX : state.show === "list" ? LIST_ROW_COUNT_MAX : null;
      if (most === null) return [];
      if (choices.length > most)
        found.push({
          path: [...path, "show"],
          message: `${choices.length} options; ${state.show} show at most ${most}`,
        });
      const length = state.show === "buttons" ? BUTTON_LABEL_LENGTH_MAX : LIST_ROW_TITLE_LENGTH_MAX;
      for (const { id, label, description } of choices) {
        const index = (state.options ?? []).findIndex((option) => option.id === id);
        const at = index >= 0 ? [...path, "options", index] : [...path, "from", "label"];
        if (label.length > length)
          found.push({
            path: index >= 0 ? [...at, "label"] : at,
            message: `"${label}" (${language}) is ${label.length} characters; at most ${length}`,
          });
        if (description !== undefined && description.length > LIST_ROW_DESCRIPTION_LENGTH_MAX)
          found.push({
            path: index >= 0 ? [...at, "description"] : [...path, "from", "description"],
            message: `"${description}" (${language}) is longer than ${LIST_ROW_DESCRIPTION_LENGTH_MAX} characters`,
          });
      }
      for (const [at, key] of textsOf(state)) {
        const text = flow.message(key, language)?.source ?? "";
        if (at[0] === "list" && at[1] === "button" && text.length > BUTTON_LABEL_LENGTH_MAX)
          found.push({
            path: [...path, ...at],
            message: `"${text}" (${language}) is longer than ${BUTTON_LABEL_LENGTH_MAX} characters`,
          });
      }
      return found;
    }),
  );
}

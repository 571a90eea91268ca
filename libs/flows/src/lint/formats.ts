import { fieldText, isNumeric } from "@acolhe/conversation";
import type { Language } from "@acolhe/events";
import { type Finding, type LintContext, type Rule, routesIn, statesOf } from "./rule.ts";

/** `{price, number}` where the price is "R$ 180 por sessão", and `{day, date}` for a day that is a text. */
export const wrongFormat: Rule = {
  name: "wrong-format",
  find(context) {
    const { definition, flow } = context;
    return definition.flow.languages.flatMap((language) => {
      const words = wordsOf(context, language);
      return Object.keys(definition.messages[language] ?? {}).flatMap((key): Finding[] => {
        const message = parsed(() => flow.message(key, language));
        const path = ["messages", language, key];
        return [
          ...(message?.numbers ?? []).flatMap((name) =>
            words.has(name) ? [{ path, message: `{${name}} is no number: it may be "${words.get(name)}"` }] : [],
          ),
          ...(message?.dates ?? []).map((name) => ({
            path,
            message: `{${name}} is a text, which is said as it is: no date or time`,
          })),
        ];
      });
    });
  },
};

/** What is no message format is another rule's finding. */
function parsed<T>(parse: () => T): T | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}

/** Values that are not always numbers, with an example. Of what a pattern or a lookup brings nothing is known. */
function wordsOf(context: LintContext, language: Language): Map<string, string> {
  const { catalogue, flow } = context.definition;
  const words = new Map<string, string>();
  const note = (name: string, value: string) => {
    if (!isNumeric(value) && !words.has(name)) words.set(name, value);
  };
  const actions = [
    ...statesOf(context).flatMap(([, state]) => state.do ?? []),
    ...[...routesIn(context)].flatMap(({ route }) => [route, ...((route.do as object[] | undefined) ?? [])]),
  ] as { set?: Record<string, string> }[];
  for (const { set } of actions) for (const [name, value] of Object.entries(set ?? {})) note(name, value);
  for (const [, { capture, from }] of statesOf(context)) {
    if (capture) note(capture.into, `an answer taken as ${capture.as}`);
    if (!from || typeof from.source === "string") continue;
    for (const item of Object.values(catalogue[from.source.catalogue] ?? {}))
      for (const [field, value] of Object.entries(item))
        note(`${from.into}_${field}`, fieldText(value, language, flow.languages[0]!));
  }
  for (const name of Object.keys(flow.listed ?? {})) note(name, "a list of names");
  return words;
}

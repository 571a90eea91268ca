import type { Action } from "@acolhe/conversation";
import type { Path } from "../folder/source.ts";
import { saidBy, textsOf } from "./references.ts";
import { type Finding, type LintContext, type Rule, type StateOf, statesOf } from "./rule.ts";

/*
 * A promise is a debt: a text that says the team will do something is marked in `promises`, and wherever it is said the
 * team has to be told: by a handoff, a lead, or a `call` of the same state or route.
 */
type Told = { readonly do?: readonly Action[] | undefined; readonly handoff?: unknown; readonly emergency?: unknown };

const TELLS = ["lead", "call"] as const;
const tells = ({ do: actions = [], handoff, emergency }: Told): boolean =>
  handoff !== undefined ||
  emergency !== undefined ||
  actions.some((action) => TELLS.some((kind) => Object.hasOwn(action, kind)));

/** Where each text is said, with what is done there. */
function sayings(context: LintContext): { path: Path; key: string; told: boolean }[] {
  const { definition } = context;
  const ofState = ([name, state]: [string, StateOf]) =>
    textsOf(state)
      .filter(([path]) => path[0] === "say" || path[0] === "ask" || path[0] === "again")
      .map(([path, key]) => ({ path: ["states", name, ...path], key, told: tells(state) }));
  const ofRoutes = (base: Path, routes: StateOf["routes"]) =>
    (routes ?? []).flatMap((route, index) =>
      saidBy(route).map(([part, key]) => ({ path: [...base, "routes", index, part], key, told: tells(route) })),
    );
  return [
    ...statesOf(context).flatMap(ofState),
    ...ofRoutes(["flow"], definition.flow.routes),
    ...statesOf(context).flatMap(([name, state]) => ofRoutes(["states", name], state.routes)),
  ];
}

export const brokenPromise: Rule = {
  name: "broken-promise",
  find(context) {
    const promises = new Set(context.definition.flow.promises ?? []);
    return sayings(context)
      .filter(({ key, told }) => promises.has(key) && !told)
      .map(({ path, key }) => ({ path, message: `${key} promises something of the team, and nothing tells the team` }));
  },
};

/** How a promise sounds: somebody of the clinic will do, or was told. */
const PROMISING: Readonly<Record<string, RegExp>> = {
  pt: /(?:equipe|coordena|recepção|cuida dos pagamentos|uma pessoa)[^.?!;]* (?:vai|responde|confere|procura|confirma|entra em contato|retorna|avisa)(?!\p{L})|(?<!\p{L})(?:avisei|passei|enviei|encaminhei|pedi para)(?!\p{L})/iu,
  es: /(?:equipo|coordina|recepción|una persona)[^.?!;]* (?:va a|responde|revisa|busca|confirma|se comunica|avisa)(?!\p{L})|(?<!\p{L})(?:avisé|pasé|envié|derivé|pedí al)(?!\p{L})/iu,
  en: /(?:team|coordinator|reception|someone)[^.?!;]* (?:will|answers|checks|confirms|gets in touch)(?!\p{L})|(?<!\p{L})i(?:'ve| have) (?:told|passed|sent|asked)(?!\p{L})/iu,
};

/** A text that sounds like a promise has to be marked, so that no debt is made unseen. */
export const unmarkedPromise: Rule = {
  name: "unmarked-promise",
  find(context) {
    const { definition } = context;
    if (definition.flow.promises === undefined) return [];
    const marked = new Set(definition.flow.promises);
    return sayings(context).flatMap(({ path, key, told }): Finding[] => {
      if (marked.has(key) || told) return [];
      const sounds = definition.flow.languages.filter((language) =>
        PROMISING[language]?.test(definition.messages[language]?.[key] ?? ""),
      );
      return sounds.length === 0
        ? []
        : [{ path, message: `${key} sounds like a promise (${sounds.join(", ")}): mark it, or tell the team here` }];
    });
  },
};

export const unknownPromise: Rule = {
  name: "unknown-promise",
  find({ definition }) {
    const own = definition.messages[definition.flow.languages[0]!] ?? {};
    return (definition.flow.promises ?? []).flatMap((key, index): Finding[] =>
      Object.hasOwn(own, key) ? [] : [{ path: ["flow", "promises", index], message: `there is no text ${key}` }],
    );
  },
};

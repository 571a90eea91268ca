import type { Choice } from "../flow/choice.ts";
import type { State } from "../flow/state-schema.ts";
import { choicesOf } from "../reading/choices.ts";
import { cameTo, isOnlyDenied } from "../reading/contrast.ts";
import { isPlainNo } from "../reading/denial.ts";
import { mayAnswer } from "../reading/heard.ts";
import { matchChoice } from "../reading/options.ts";
import type { Said } from "../reading/said.ts";
import { plain } from "../state/utterance.ts";
import type { Draft } from "../turn/draft.ts";
import { isReview, meantChoice } from "./slots.ts";

/** The option that a message means: by its words, by what the reader makes of it, or by a word inside it. */
export function optionMeant(draft: Draft, step: string, here: State, said: Said): Choice | undefined {
  const choices = choicesOf(draft, step);
  const { text } = said.utterance;
  const named = mayAnswer(said, here.asks) ? worded(draft, choices) : [];
  // Of several that are named, which one it comes to is told by the words around them.
  const several = named.filter((choice) => matchChoice([choice], said.utterance, draft.state.language)).length > 1;
  const came = several ? cameTo(named, text, draft.state.language) : opens(named, said);
  if (came) return came;
  const approved = isReview(here.asks) ? approvedAfterNo(choices, said) : undefined;
  if (approved) return approved;
  const likeliest = meantChoice(draft, here, choices, said);
  // A plain no is not denied by another: "não não quero".
  const isDenied = likeliest && isOnlyDenied(worded(draft, [likeliest])[0]!, text, draft.state.language);
  const meant = isDenied ? undefined : likeliest;
  if (meant && several && isLeftOpen(here, said)) return undefined;
  if (meant) return meant.means === "yes" && givesName(here, said) ? undefined : meant;
  const inside =
    matchChoice(named, said.utterance, draft.state.language) ??
    (several ? undefined : cameTo(named, text, draft.state.language));
  return inside && !leansElsewhere(here, inside, said) ? inside : undefined;
}

/** "Não não, tá certo": what is read back is approved after a no, which was said to something else. */
function approvedAfterNo(choices: readonly Choice[], { utterance: { text } }: Said): Choice | undefined {
  const [first = "", ...later] = text.split(/[,.;:!\n]+/).map(plain);
  const yes = isPlainNo(first) ? choices.find(({ means }) => means === "yes") : undefined;
  return yes && later.some((part) => yes.names.includes(part)) ? yes : undefined;
}

/** Two are named and the reader is not sure of one: better to ask again. */
function isLeftOpen({ asks }: State, { understanding }: Said): boolean {
  const [first] = understanding?.reading?.values.filter(({ slot }) => slot === asks) ?? [];
  return (first?.confidence ?? 0) < SURE_FROM;
}
const SURE_FROM = 0.85;

/**
 * The option in whose own words, two at least, the answer begins, before a comma or a reason: "pa mí, que la mamá también cuenta". Not
 * "para mim não", nor "para mi hijita".
 */
function opens(choices: readonly Choice[], { plain, utterance: { text } }: Said): Choice | undefined {
  const found = choices.filter(({ names }) =>
    names.some((name) => {
      if (!name.includes(" ") || !plain.startsWith(`${name} `)) return false;
      const words = name.split(" ").length;
      const opening = text.trim().split(/\s+/).slice(0, words).join(" ");
      return /[,.;:!…-]$/.test(opening) || REASONS.has(plain.split(" ")[words]!);
    }),
  );
  return found.length === 1 ? found[0] : undefined;
}
const REASONS: ReadonlySet<string> = new Set(
  "que q porque pq pues pos pois because since cause cuz mesmo mesma misma mismo".split(" "),
);

/** A word inside a sentence is no option that the reader takes for another: "eu mais minha noiva". */
function leansElsewhere({ asks }: State, { means }: Choice, { understanding }: Said): boolean {
  const likeliest = understanding?.reading?.values.find(({ slot }) => slot === asks);
  return (
    means !== undefined && likeliest !== undefined && likeliest.value !== means && likeliest.confidence >= LEANS_FROM
  );
}
const LEANS_FROM = 0.3;

/** Options by what they are about: a "não" or an "eu" inside a sentence is read, not looked for. */
function worded({ flow }: Draft, choices: readonly Choice[]): readonly Choice[] {
  const bare = (name: string) => flow.words.is("yes", name) || flow.words.is("no", name) || PRONOUNS.has(name);
  return choices.map((choice) => ({ ...choice, names: choice.names.filter((name) => !bare(name)) }));
}

const PRONOUNS: ReadonlySet<string> = new Set(["eu", "mim", "yo", "me", "mi"]);

/** "Tá certo, só que meu nome é Paula" is no plain yes where everything is read back. */
const givesName = ({ asks }: State, { understanding }: Said): boolean =>
  isReview(asks) && (understanding?.entities.some(({ type }) => type === "name") ?? false);

import type { Flow } from "../flow/compile.ts";
import { plain } from "../state/utterance.ts";
import { otherBirth } from "./births.ts";
import type { Candidate, Kept, Words } from "./candidate.ts";
import { clausesOf } from "./clauses.ts";
import { otherName } from "./names.ts";
import { otherRelation } from "./relations.ts";
import { otherThing } from "./things.ts";
import { otherTime } from "./times.ts";
import { otherWhom } from "./whom.ts";
import { hasWord, slotsNamed } from "./words.ts";

/** What a message puts right. */
export interface Corrected {
  readonly found: readonly (Candidate & { readonly called?: string })[];
  /** The slot that is to be other than it is kept, where nothing says how. */
  readonly unclear: string | undefined;
  readonly words: Words;
}

export function wordsOf(text: string): Words {
  const said = plain(text);
  return { text, plain: said, clauses: clausesOf(text), corrects: hasWord("correcting", said) };
}

/** A thing of a collection of the catalogue, by the value that is kept for it. */
const THINGS = [
  ["service", "services"],
  ["modality", "modalities"],
  ["insurance", "insurances"],
] as const;
const MORE_NAMES: Readonly<Record<string, readonly string[]>> = {
  private:
    "pago yo|pago eu|eu pago|eu mesmo pago|eu mesma pago|pagar do bolso|do meu bolso|no insurance|pay myself|pay ourselves|i ll pay|we ll pay|pagamos nosotros|a gente paga|paying myself|no tengo seguro|sin plan|nao tenho plano|nao tenho convenio|nao tenho mais plano|nao tenho mais convenio".split(
      "|",
    ),
};

/** "A data de nascimento tá errada": the one slot that is said to be wrong; undefined where none is, or several are. */
function saidWrong({ values, asks }: Kept, { plain: said }: Words): string | undefined {
  if (!hasWord("wrong", said) || hasWord("nothing", said)) return undefined;
  const isKept = (slot: string) => slot !== asks && (values[slot] !== undefined || slot === "birth_date");
  const [only, ...more] = slotsNamed(said).filter(isKept);
  return more.length === 0 ? only : undefined;
}

/** Each reader of kept values looks at the message once; what is asked for is an answer, and no correction. */
export function read(flow: Flow, kept: Kept, words: Words): Corrected {
  const { values, asks } = kept;
  const slots = flow.head.slots ?? {};
  const isOpen = (slot: string) => asks === slot || !(slot in slots);
  const whom = isOpen("for_whom") ? null : otherWhom(kept, words);
  // Names and dates beside another patient are theirs.
  if (whom !== null && (kept.isReview || whom.isSure)) return { found: [whom], unclear: undefined, words };
  const things = THINGS.flatMap(([slot, collection]) => {
    const own = values[slot];
    if (own === undefined || isOpen(slot)) return [];
    const named = flow
      .things(collection)
      .map(({ id, names }) => ({ value: id, names: [...names, ...(MORE_NAMES[id] ?? [])] }));
    return otherThing(kept, words, { slot, things: named, own }) ?? [];
  });
  const isThing = (text: string) =>
    THINGS.some(([, collection]) => flow.things(collection).some(({ names }) => names.includes(text)));
  const read = [
    ...things,
    (isOpen("relation") || values.for_whom !== "child" ? null : otherRelation(kept, words)) ?? [],
    (asks === "name" || asks === "patient_name" || asks === "name_confirmation"
      ? null
      : otherName(kept, words, isThing)) ?? [],
    (isOpen("birth_date") ? null : otherBirth(kept, words)) ?? [],
    (isOpen("preference") || values.preference === undefined ? null : otherTime(kept, words)) ?? [],
  ].flat();
  const counted = read.filter(({ isSure }) => isSure || kept.isReview);
  const found = counted.filter((one) => one.value !== null);
  const [unclear] = counted.filter((one) => one.value === null);
  return { found, unclear: found.length > 0 ? undefined : (unclear?.slot ?? saidWrong(kept, words)), words };
}

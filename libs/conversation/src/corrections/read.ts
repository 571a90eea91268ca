import type { Flow } from "../flow/compile.ts";
import { plain } from "../state/utterance.ts";
import { otherBirth } from "./births.ts";
import type { Candidate, Kept, Words } from "./candidate.ts";
import { splitClauses } from "./clauses.ts";
import { COLLECTIONS, namesOf } from "./named-things.ts";
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
  return { text, plain: said, clauses: splitClauses(text), corrects: hasWord("correcting", said) };
}

/** "A data de nascimento tá errada": the one slot that is said to be wrong; undefined where none is, or several are. */
function saidWrong({ values, asks }: Kept, { plain: said }: Words): string | undefined {
  const excepted = EXCEPTED.exec(said)?.groups?.what;
  if (excepted === undefined && (!hasWord("wrong", said) || hasWord("nothing", said))) return undefined;
  const isKept = (slot: string) => slot !== asks && (values[slot] !== undefined || slot === "birth_date");
  // Of one person alone a name is known.
  if (excepted !== undefined && NAME.has(excepted) && values.patient_name === undefined) return "name";
  const [only, ...more] = slotsNamed(excepted ?? said).filter(isKept);
  return more.length === 0 ? only : undefined;
}

/** "Tudo certo, menos o convênio". */
const EXCEPTED =
  /(?:^| )(?:(?<!(?:mais ou|mas o|pelo|ao|por lo|al) )menos|exceto|excepto|salvo|fora|tirando|except(?: for)?|apart from|other than) (?:(?:o|a|os|as|el|la|los|las|the|my|meu|minha|mi) )?(?<what>[a-z]+(?: [a-z]+){0,3})$/;

const NAME: ReadonlySet<string> = new Set(["nome", "nombre", "name"]);

/** Each reader of kept values looks at the message once; what is asked for is an answer, and no correction. */
export function read(flow: Flow, kept: Kept, words: Words): Corrected {
  const { values, asks } = kept;
  const slots = flow.head.slots ?? {};
  const isOpen = (slot: string) => asks === slot || !(slot in slots);
  const whom = isOpen("for_whom") ? null : otherWhom(kept, words);
  // Names and dates beside another patient are theirs.
  if (whom !== null && (kept.isReview || whom.isSure)) return { found: [whom], unclear: undefined, words };
  const things = COLLECTIONS.flatMap(([slot]) => {
    const own = values[slot];
    if (own === undefined || isOpen(slot)) return [];
    return otherThing(kept, words, { slot, things: namesOf(flow, slot), own }) ?? [];
  });
  const isThing = (text: string) =>
    COLLECTIONS.some(([, collection]) => flow.things(collection).some(({ names }) => names.includes(text)));
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

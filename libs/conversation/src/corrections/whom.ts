import { comesAlone, isNotMine, whomToldFor } from "../capture/whom.ts";
import type { Candidate, Kept, Words } from "./candidate.ts";
import type { Clause } from "./clauses.ts";

const COPULA =
  /(?:^| )(?:e|eh|es|is|its|it s|seria|sera|vai ser|would be|isso e|consulta e|appointment is|marca|marcar|quero|sim|na verdade) (?:so )?(?:para|pra|pro|for)(?: |$)/;
const OPENS = /^(?:para|pra|pro|for) (?:(?:a|o) )?(?:minha|meu|mi|my)(?: |$)/;
/** "Para mí", and not "para mi mamá". */
const FOR_ME =
  /(?:^|[^\p{L}])(?:(?:para|pra|pro|por) mim|para m[ií](?= mism[oa]|\s*$|\s*[.,;!)]|$)|para mí|for me|for myself)(?!\p{L})/iu;

/**
 * For whom it is, where that was kept otherwise: from the writer to somebody else, or back. Of one relative for another nothing is told
 * apart here: their names are.
 */
export function otherWhom(kept: Kept, words: Words): Candidate | null {
  const own = kept.values.for_whom;
  if (own === "self") return forAnother(words);
  if (own !== "child" && own !== "relative") return null;
  const mine = words.clauses.filter((clause) => !clause.asks && saysMine(clause));
  if (mine.length === 0 || forAnother(words) !== null) return null;
  return { slot: "for_whom", value: "self", used: usedBy(words), isSure: words.corrects || isNotForOther(words.plain) };
}

const saysMine = ({ text, plain }: Clause): boolean =>
  (comesAlone(text) && !BESIDE.test(plain)) || (FOR_ME.test(text) && !isNotMine(text));
/** "A mãe do Théo sou eu", "quem paga sou eu": who writes is something else than who comes. */
const BESIDE =
  /(?:^| )(?:(?:quem|quien|who) )?(?:mae|pai|mamae|papai|avo|vo|tia|tio|madrinha|padrinho|responsavel|tutora?|mama|papa|madre|padre|abuel[oa]|mother|mom|mum|father|dad|guardian|pag[a-z]+|lev[ao][a-z]*|escrev[a-z]+|escrib[a-z]+|fal[ao][a-z]*|habl[a-z]+|respond[a-z]+|cuid[a-z]+|marc[a-z]+|agend[a-z]+|acompanh[a-z]+|acompan[a-z]+|writing|paying|calling)(?= |$)/;
const isNotForOther = (plain: string): boolean =>
  /(?:^| )(?:nao|n|no|not|isn t) (?:(?:e|es|is|it s) )?(?:para|pra|pro|for|d[aeo]) (?!mim|me )/.test(plain);

function forAnother(words: Words): Candidate | null {
  const told = words.clauses.find(
    ({ text, plain, asks }) => !asks && (COPULA.test(plain) || OPENS.test(plain)) && whomToldFor(text) !== null,
  );
  const whom = told && whomToldFor(told.text);
  if (!whom) return null;
  return { slot: "for_whom", value: whom, used: usedBy(words), isSure: words.corrects || isNotMine(words.text) };
}

/** Who comes is told by the whole message: names and dates in it are theirs. */
const usedBy = ({ clauses }: Words): ReadonlySet<number> => new Set(clauses.map(({ index }) => index));

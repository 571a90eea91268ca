import { aboutOf } from "../state/danger-about.ts";
import { phrase } from "./phrase.ts";

/*
 * Words that end one danger and tell of another: who is found came home, and so did who beats; a pain is over, and so may be a life.
 * In plain form, a clause at a time.
 */

/** Who is there, has come back, or is awake. */
const NEAR =
  "em casa|en casa|at home|home|voltou|volvio|came back|apareceu|aparecio|achamos|achei|acharam|encontramos|we found|levou|levaram|llevo|llevaron|took|taken";
const AWAKE = "acordou|desperto|despertou|woke up|wakes up";
/** Nothing is left of it, or all is done. */
const ENDED =
  "acabou|acabo|terminou|termino|ended|it s over|its over|is over|it s gone|it s done|resolvi|resolvemos|arrumei|fechei|tirei|guardei|cerre|apague|apaguei|sorted it";
/** Not to want to die is no denial where others or the body do it. */
const PLEADING =
  "(?:nao|no|not|don t|nunca|never) (?:quero |quiero |want to |me )*(?:morrer|morir|morirme|die|machucar|hurt)";
/** "Só à noite", "just a little", "só quando ele bebe": when and how much, and not what was meant. */
const ONLY =
  "(?:so|solo|apenas|just|only) (?:[a-z0-9]+ )*(?:noites?|noches?|nights?|dias?|days?|vez|vezes|vece?s|times?|quando|cuando|when|if|se|si|pouco|pouquinho|poco|poquito|little|bit|nao|no|not|tudo|todo|everything|cansad[oa]|tired|sozinh[oa]|sol[oa]|alone|medo|miedo|afraid|coragem|valor|tristeza|triste|sad|vontade|ganas|vazio|com|con|with|(?:cort|tom|beb|bat|mat|morr|empurr|machuc|fer|golpe|peg|grit|amea|amenaz)[a-z]*|cut|took|take|hit|hits)";

/** Who wants to live may be beaten all the same, and whom nobody beats may want to die: a denial is of its own kind of danger. */
const OWN_HAND =
  "suicid[a-z]*|me matar|matarme|me machuca(?:r|ndo)|lastimarme|hacerme dano|(?:kill|hurt|harm)(?:ing)? myself|my life|minha vida|mi vida";
const OTHERS_HAND =
  "(?:me|nos) (?:bat|peg|golpe|agred|espanc|maltrat|ameac|amenaz)[a-z]*|bat(?:e|eu|er|endo) em mim|(?:hit|hits|hitting|beat|beats|beating|hurts|touch|touches|touched|threatens?) (?:me|us)";

const OF = {
  body: phrase(`em casa|en casa|at home|home|${PLEADING}|${ONLY}`),
  violence: phrase(`${NEAR}|${AWAKE}|${PLEADING}|${ONLY}|${OWN_HAND}`),
  missing: phrase(`${PLEADING}|levaram|llevaron|took|taken`),
  mind: phrase(`em casa|en casa|at home|home|${ENDED}|${ONLY}|${OTHERS_HAND}`),
  other: phrase(`em casa|en casa|at home|home|${ENDED}|${ONLY}`),
};

/** What is said in the favour of who beats takes nothing back. */
const EXCUSE = phrase("(?:sem|sin) querer|(?:nao|no) (?:quis|quiso)|didn t mean to|by mistake");
export const isExcuse = (clause: string, kind: string): boolean => aboutOf(kind) === "violence" && EXCUSE.test(clause);

/** Whether a clause that sounds as if it calmed says nothing of the kind where this danger is. */
export const isNoAllClear = (clause: string, kind: string): boolean => OF[aboutOf(kind)].test(clause);

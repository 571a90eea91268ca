import { RELATIVES } from "../capture/relations.ts";
import { isBeaten } from "../reading/danger-told.ts";
import type { Whose } from "../state/state.ts";
import { plainParts } from "../state/utterance.ts";

/** Others whom people write about without being family: pupils, neighbours, patients. */
const OTHERS =
  "alun[oa]|vizinh[oa]|colega|paciente|funcionari[oa]|moc[oa]|rapaz|senhor[a]?|pessoa|alguem|estudante|vecin[oa]|companer[oa]|alguien|persona|estudiante|neighbou?r|student|pupil|colleague|coworker|patient|someone|somebody|classmate|roommate";
/** As they stand in a plain text, which has no accents. */
const PLAIN_RELATIVES = RELATIVES.normalize("NFD").replace(/\p{M}/gu, "");
const THIRD = new RegExp(`(?:^| )(?:${PLAIN_RELATIVES}|${OTHERS}|el[ea]|ella|she|he|they|her|him)(?: |$)`);
/** What is done to, felt or taken by whoever writes. */
const FIRST =
  /(?:^| )(?:me (?:mat|cort|machuc|enforc|jog|suicid|fer|bat|agred|ameac|espanc|estupr|persegu|toc|forc|tranc|segur|empurr|quier|voy|amenaz|peg|golpe|lastim)[a-z]*|(?:mat|cort|suicid|lastim)arme|minha (?:propria )?vida|mi (?:propia )?vida|my (?:own )?life|quero morrer|queria morrer|quiero morir|want to die|comigo|conmigo|em mim|por mim|por mi|de mim|myself|(?:don t|do not|no longer) want to (?:be here|live|go on|wake up|exist)|(?:nao|n|no|ya no) (?:quero|quiero) (?:mais |mas )*(?:viver|vivir|existir|estar aqui|estar aca|seguir|acordar|despertar)|(?:i ve|ive|i have)(?: got)? (?:the|a|my|all|some)|(?:hit|hits|hurt|hurts|hurting|beat|beats|kill|threatens?|touch|touches|raped?) me|(?:tomei|engoli|bebi|tome|trague)(?![a-z])|i (?:took|swallowed|cut|drank|want|feel|can t)|(?:estou|to|estoy|i m|i am) (?:com|passando|sentindo|tendo|con|teniendo|having|feeling)(?! (?:el[ea]|ella|him|her|medo|miedo|scared)(?: |$)))/;

/** "As pastilhas do meu pai", "my dad's pills": whose a thing is, and not who is in danger. */
const THINGS =
  "(?:remedi|comprimid|pastilla|pildora|cartela|medicament|medicina|pill|tablet|med|insulin|faca|cuchill|kni|arma|gun|revolver|casa|quarto|cuarto|house|room)[a-z]*";
const OWNED = new RegExp(
  `(?<=(?:^| )${THINGS}) (?:d[aeo]s?|del?|de la) (?:(?:meus?|minhas?|mis?|o|a|el|la) )?(?:${PLAIN_RELATIVES})(?= |$)|(?:^| )my (?:${PLAIN_RELATIVES}) s(?= ${THINGS}(?: |$))`,
  "g",
);
/** By what they hold, and by their own body. */
const HOLDS =
  /(?:^| )(?:(?:tenho|tengo|i have|i ve got|got|to com|tou com|estou com|estoy con|seguro|sostengo|holding)(?: [a-z]+){0,8} (?:na mao|nas maos|en la mano|en las manos|in my hands?)|minhas? maos?|mis? manos?|my hands?|fui eu|fue yo|fui yo)(?: |$)/;

/** Who is in danger: whoever writes, or somebody they write about. Where both are named in it, nothing is taken for granted. */
export function whoseDanger(plain: string): Whose {
  const said = plain.replace(OWNED, " ");
  return THIRD.test(said) && !FIRST.test(said) && !HOLDS.test(said) && !isBeaten(said) ? "theirs" : "own";
}

const NOT_ANOTHER =
  /(?:^| )(?:(?:nao|no|not|isn t) (?:(?:e|eh|es|foi|fue|por|para|it s|an?|la|a) )*)?(?:outra pessoa|otra persona|some(?:one|body) else|any(?:one|body) else)(?= |$)/g;
const IS_ME =
  /(?:^| )(?:(?:sou|soy) (?:eu|yo)|(?:fui|foi|fue) (?:eu|yo)|it s (?:me|for me|about me)|its me|i m the one|i am the one|(?:e|eh) comigo|es conmigo|me pasa a mi|(?:happening|happened) to me|eu mesm[oa]|yo mism[oa]|i meant me|me myself)(?: |$)/;
const NOT_ME =
  /(?:^| )(?:nao|no|not|isn t|it s not|its not) (?:sou |soy |e |eh |es |foi |fui |fue )?(?:eu|yo|me|comigo|conmigo)(?: |$)/;
/** What is done with one's own mouth or hands, and what the body does of it. */
const DONE =
  /(?:^| )(?:(?:ja |ya |me |eu |yo )*(?:tomei|engoli|tome|trague|me cortei|me corte)(?! (?:um susto|coragem|cuidado|banho|cafe|un susto|valor|providencia))|i (?:ve |have |just |already )*(?:took|taken|swallowed|cut myself)(?! (?:her|him|them|care|my (?:son|daughter|mother|father)))|(?:(?:to|tou|estou|estoy|me estoy|i m|im|i am|i feel|feeling|me siento|me sinto)(?: [a-z]+){0,2}) (?:tont[oa]|zonz[oa]|mare[a-z]*|sonolent[oa]|mole|enjoad[oa]|dizzy|faint|sleepy|drowsy|woozy|numb))(?: |$)/;

/** Whom the words make it out to be, against what was thought: "no es otra persona, soy yo"; null where they say nothing of it. */
export function whoseCorrected(text: string): Whose | null {
  // "Não, fui eu" is a no and an answer; "não fui eu" is neither.
  const clauses = plainParts(text, /[,.;:!?…\n]+/).join(" / ");
  const said = clauses.replace(NOT_ANOTHER, " ").replace(OWNED, " ");
  if (NOT_ME.test(said)) return THIRD.test(said.replace(NOT_ME, " ")) ? "theirs" : null;
  return (IS_ME.test(said) || DONE.test(said)) && !THIRD.test(said) ? "own" : null;
}

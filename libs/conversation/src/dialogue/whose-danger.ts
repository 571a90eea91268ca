import { RELATIVES } from "../capture/relations.ts";
import type { Whose } from "../state/state.ts";

/** Others whom people write about without being family: pupils, neighbours, patients. */
const OTHERS =
  "alun[oa]|vizinh[oa]|colega|paciente|funcionari[oa]|moc[oa]|rapaz|senhor[a]?|pessoa|alguem|estudante|vecin[oa]|companer[oa]|alguien|persona|estudiante|neighbou?r|student|pupil|colleague|coworker|patient|someone|somebody|classmate|roommate";
/** As they stand in a plain text, which has no accents. */
const PLAIN_RELATIVES = RELATIVES.normalize("NFD").replace(/\p{M}/gu, "");
const THIRD = new RegExp(`(?:^| )(?:${PLAIN_RELATIVES}|${OTHERS}|el[ea]|ella|she|he|they|her|him)(?: |$)`);
/** What is done to, felt or taken by whoever writes. */
const FIRST =
  /(?:^| )(?:me (?:mat|cort|machuc|enforc|jog|suicid|fer|bat|agred|ameac|espanc|estupr|persegu|toc|forc|tranc|segur|empurr|quier|voy|amenaz|peg|golpe|lastim)[a-z]*|(?:mat|cort|suicid|lastim)arme|minha (?:propria )?vida|mi (?:propia )?vida|my (?:own )?life|quero morrer|queria morrer|quiero morir|want to die|comigo|conmigo|em mim|por mim|por mi|de mim|myself|(?:hit|hits|hurt|hurts|hurting|beat|beats|kill|threatens?|touch|touches|raped?) me|(?:tomei|engoli|bebi|tome|trague)(?![a-z])|i (?:took|swallowed|cut|drank|want|feel|can t)|(?:estou|to|estoy|i m|i am) (?:com|passando|sentindo|tendo|con|teniendo|having|feeling)(?! (?:el[ea]|ella|him|her|medo|miedo|scared)(?: |$)))/;

/** Who is in danger: whoever writes, or somebody they write about. Where both are named in it, nothing is taken for granted. */
export function whoseDanger(plain: string): Whose {
  return THIRD.test(plain) && !FIRST.test(plain) ? "theirs" : "own";
}

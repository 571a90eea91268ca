import { plainParts } from "../state/utterance.ts";

/** Said before and behind words of leave, without changing them. */
const BEFORE =
  "ok|okay|ta|ta bom|tudo bem|ta certo|blz|beleza|entao|bom|ah|e|por enquanto|por hoje|nao|nada nao|nada|mas|y|pues|bueno|vale|well|so|all right|alright";
const BEHIND =
  "obrigad[oa]|brigad[oa]|obg|valeu|vlw|gracias|thanks|thank you|entao|mesmo|viu|ta|moca|pessoal|gente|por enquanto|por hoje|for now|por ahora";
const LEAVE = [
  "tchau(?: tchau)?|ate (?:logo|mais|breve|amanha)|adeus|flw|adios|chau|hasta luego|nos vemos|bye(?: bye)?|goodbye|see you",
  "era (?:so |apenas )?isso|e so isso|so isso|era so|nada mais|deixa(?: (?:pra la|para la|quieto|assim|isso))?|esquece",
  "dejalo(?: asi)?|olvidalo|eso (?:es|era) todo|es todo|solo eso|nada mas|never ?mind|forget it|that s (?:all|it)|nothing else",
].join("|");
const LEAVES = new RegExp(`^(?:(?:${BEFORE}) )*(?:${LEAVE})(?: (?:${BEHIND}))*$`);
const THANKS =
  /^(?:(?:muito|muchas|many|ok|ta bom|e) )*(?:obrigad[oa]|brigad[oa]|obg|valeu|vlw|gracias|thanks|thank you)(?: (?:viu|moca|pela ajuda|por la ayuda|for your help|tchau|bye))*$/;

/**
 * Whether somebody takes leave: "ok, era isso, tchau", "deixa, chego aí e vejo. valeu". Mere thanks are a courtesy beside anything; at
 * the end of a few words that say nothing else they close the matter.
 */
export function takesLeave(text: string, { byThanks }: { readonly byThanks: boolean }): boolean {
  if (text.includes("?")) return false;
  const parts = plainParts(text, /[.,!;…\n]+/u);
  return parts.some((part) => LEAVES.test(part)) || (byThanks && parts.length > 1 && THANKS.test(parts.at(-1)!));
}

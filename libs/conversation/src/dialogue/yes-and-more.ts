import { WISH_AS_WRITTEN } from "../capture/times-alone.ts";
import type { Choice } from "../flow/choice.ts";
import { choicesOf } from "../reading/choices.ts";
import type { Said } from "../reading/said.ts";
import { hasWords, plain } from "../state/utterance.ts";
import { type Draft, setValue } from "../turn/draft.ts";
import { keepRemark } from "./remarks.ts";

/*
 * What stands beside the yes by which all is sent: a word to the team ("sim, mas me avisem antes") is kept for it, and a part that is to
 * be left out ("manda, só tira a parte do sofá") is.
 */

const CLAUSE = /(?<=[.!?;,\n])\s*|\s+(?=(?:mas|pero|but|s[oó] que|and|e que)\s)/iu;
const clausesOf = (text: string): readonly string[] => text.split(CLAUSE).filter(hasWords);

/** Thanks, laughter and small words around a yes are nothing to hand on. In plain form. */
const PLEASANT =
  /(?:^| )(?:k{2,}|(?:ha){2,}h?|(?:ja){2,}j?|rs+|sim|si|yes|yep|ok|okay|certo|certinho|perfeito|perfecto|perfect|otimo|great|claro|sure|isso|dale|obrigad[oa]|valeu|gracias|thanks?|thank you|por tudo|por todo|for everything|muito|muchas|many|very much|demais|por favor|porfa(?:vor)?|please|pf|pfv|tchau|abraco|beijo|bjs|e|y|and|a|so|mesmo|ai|ja|tudo|todo|all|bem|bien|good|well|pode(?:m)?|puede[sn]?|can|ta|esta|estao|looks?|is|it|its|s|that|this|manda(?:r|lo)?|envia(?:r|lo)?|envie|mande|send|submit|go|ahead|agendar|confirm(?:o|ar|ado)|corret[oa]s?|correct[oa]?|right|exatamente|exacto|exactly|pel[oa]|por|la|su|tu|for|your|the|o|os|as|ajuda|ayuda|help|paciencia|patience|atencao|atencion|comigo|conmigo|querid[oa]|moca|viu|ne|la|em frente|assim|asi|like|favor)(?= |$)/g;
const TELLS_WORDS_MIN = 3;

/** Keeps for the team what was said beside the yes; false where there is nothing to keep. */
export function keepBesideYes(draft: Draft, { names }: Choice, said: Said): boolean {
  const isYes = (clause: string) => names.includes(plain(clause)) || draft.flow.words.is("yes", plain(clause));
  const rest = clausesOf(said.utterance.text).filter((clause) => !isYes(clause));
  const words = plain(rest.join(" ")).replace(PLEASANT, " ").split(" ").filter(Boolean);
  if (words.length < TELLS_WORDS_MIN || said.utterance.text.includes("?")) return false;
  keepRemark(draft, { utterance: { text: rest.join(" ").trim() } });
  return true;
}

/** What is asked of the team, or felt. In plain form. */
const TO_TEAM =
  /(?:^| )(?:me |nos |lhes? |les? )?(?:avis[a-z]+|lembr[a-z]+|acuerd[a-z]+|recuerd[a-z]+|dig[ao][a-z]*|dile[a-z]*|diz(?:em)?|fal[ae]m?|tell|let (?:me|us|them|her|him) know|remember|remind|note that|make sure|call me|lig(?:a|ue|uem)|confirm[a-z]*|demor[a-z]+|tard[ae]n?|obrigad[oa]|gracias|thanks?|ansios[oa]|nervos[oa]|nervous|anxious|esper[oa][a-z]*|hope|looking forward)(?: |$)/;
/** What is kept, or wrong: a yes that speaks of these may be none. In plain form. */
const OF_VALUES =
  /(?:^| )(?:nome|nombre|name|sobrenome|apellido|surname|data|fecha|date|typo|letra|letter|spel[a-z]+|escri[a-z]+|convenio|plano|seguro|insurance|idade|edad|age|nasc[a-z]*|nac[a-z]*|birth[a-z]*|err[a-z]+|wrong|mal|equivoc[a-z]+|antes de (?:mandar|enviar)|before (?:you send|sending)|nao manda|no (?:lo )?(?:mandes|envies)|don t send|espera|wait)(?: |$)/;

/** "Sí, pero avísenme antes": an opening yes, and behind it nothing but a word to the team. */
export function yesAndWordToTeam({ flow }: Draft, choices: readonly Choice[], said: Said): Choice | undefined {
  const [first = "", ...later] = clausesOf(said.utterance.text);
  const yes = choices.find(({ means }) => means === "yes");
  if (!yes || later.length === 0 || said.utterance.text.includes("?")) return undefined;
  const opens = flow.words.only(["yes"], plain(first)) || yes.names.includes(plain(first));
  const rest = plain(later.join(" "));
  return opens && TO_TEAM.test(rest) && !OF_VALUES.test(rest) ? yes : undefined;
}

/** "Só tira a parte do sofá": which word names the part that is to be left out. */
const TAKES_OUT =
  /(?<!\p{L})(?:tir[ae]r?|apag[ae]r?|apague|remov[ae]r?|cort[ae]r?|quit[ae]r?|sac[ae]r?|borr[ae]r?|take out|remove|delete|drop|leave out)(?: (?:s[óo]|s[óo]lo|just|fora|out|a|o|as|os|la|el|lo|las|los|the|ess[ae]|aquel[ae]|es[ae]|isso|eso|that|parte|part|bit|coisa|cosa|neg[óo]cio|do|da|dos|das|de|del|sobre|about|of))* (?<word>\p{L}{3,})/iu;

/** The value that is kept as it was said, of which a clause can be left out. */
const SAID_AS_IS = "preference";

/** Leaves out the part of what was kept that the message names, and gives back what else it says; null where it names none. */
export function leaveOut(draft: Draft, said: Said): Said | null {
  const { text } = said.utterance;
  const word = plain(TAKES_OUT.exec(text)?.groups?.word ?? "");
  const kept = draft.state.values[SAID_AS_IS] ?? "";
  if (word === "" || text.includes("?")) return null;
  const clauses = kept.split(KEPT_CLAUSE);
  const left = clauses.filter((clause) => !` ${plain(clause)} `.includes(` ${word}`));
  const isAsWritten = ` ${plain(draft.state.values[WISH_AS_WRITTEN] ?? "")}`.includes(` ${word}`);
  if (isAsWritten) delete draft.state.values[WISH_AS_WRITTEN];
  else if (left.length === clauses.length || left.length === 0 || !hasWords(left.join(""))) return null;
  if (left.length > 0 && left.length < clauses.length)
    setValue(draft, SAID_AS_IS, left.join(" ").replace(/[,;\s]+$/u, ""));
  const rest = clausesOf(text)
    .filter((clause) => !TAKES_OUT.test(clause))
    .join(" ");
  return { ...said, utterance: { ...said.utterance, text: rest }, plain: plain(rest) };
}
const KEPT_CLAUSE =
  /(?<=[.!?;,\n])\s*|\s+(?=(?:mas|pero|but|porque|pq|because|pois|já que|ya que|since|que a[ií]|q(?:ue)? (?:[ée]|eh|es))(?!\p{L}))/iu;

/** The yes among the options of a question. */
export const yesOf = (draft: Draft, step: string): Choice | undefined =>
  choicesOf(draft, step).find(({ means }) => means === "yes");

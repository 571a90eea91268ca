import type { Flow } from "../flow/compile.ts";
import type { State } from "../flow/state-schema.ts";
import { sureOf } from "../reading/heard.ts";
import type { Said } from "../reading/said.ts";

/**
 * What a patient has been through changes nothing of what they want now, whatever it names: "já passei com psicólogo", "hizo terapia en Cuba".
 * Beside a guess that is so of any words of which the reader takes none for an answer, a correction or a wish.
 */
export function isTale(flow: Flow, here: State | undefined, said: Said): boolean {
  const { words } = flow;
  const { plain } = said;
  if (said.understanding?.reading === undefined || words.has("turns", plain) || isChangeAsked(said) || NOW.test(plain))
    return false;
  if (BEEN_THROUGH.test(plain)) return true;
  if (opensWithThing(flow, plain)) return false;
  const isAnything = ["answer", "correct", "request:book"].some((act) => sureOf(said, act) >= TALE_BELOW);
  return here?.asks === "guess" && plain.split(" ").length >= TALE_WORDS_MIN && !isAnything;
}
/** "Terapia de pareja, como ustedes la denominen": what it begins with is what it is about. */
const opensWithThing = (flow: Flow, plain: string): boolean =>
  Object.values(flow.head.notice).some(
    (source) =>
      typeof source === "string" &&
      flow.things(source).some(({ names }) => names.some((name) => name.includes(" ") && plain.startsWith(`${name} `))),
  );
const BEEN_THROUGH =
  /(?:^| )(?:fiz|fez|fizemos|fazia|passei|passou|tentei|tentou|tive|teve|fui|foi (?:a|no|na|em)|hice|hizo|hicimos|hacia|iba|fue (?:a|al|con)|tuve|tuvo|probe|probo|did|had|tried|went|saw|used to) (?:[a-z]+ ){0,3}(?:terapia|terapias|psicolog[oa]s?|psiquiatra|psicoterapia|fono[a-z]*|tratamento|tratamiento|acompanhamento|sessoes|sesiones|therapy|therapist|counsell?ing|psychologist|psychiatrist|sessions)(?: |$)/;
/** Words by which people say what they want, or what is to be different from before. */
const NOW =
  /(?:^| )(?:quer[a-z]*|gostaria|prefir[oa]|prefer[a-z]*|quier[oae]|quisiera|prefiero|want|would like|id like|prefer|agora|ahora|now|melhor|mejor|better|preciso|precisa|necesit[oa]|need|needs)(?: |$)/;
const TALE_WORDS_MIN = 7;
const TALE_BELOW = 0.35;

/** "¿Lo podemos dejar virtual?", "dá pra ser na quinta?": another value, wished for as people do who ask kindly. */
export const isChangeAsked = ({ plain }: Said): boolean =>
  (KINDLY.test(plain) || TO_CORRECT.test(plain)) && !ABOUT_HOUSE.test(plain);
const KINDLY =
  /(?:^| )(?:(?:lo |la )?pod(?:emos|ia|iamos|ria|riamos|eria|eriamos|em|es|e)|puede|puedo|podes|posso|consigo|da (?:pra|para)|daria|tem como|teria como|hay forma de|se puede|(?:can|could|may) (?:we|i|it|you)|(?:would|is) it (?:be )?(?:ok|possible|fine))(?: [a-z]+){0,3} (?:ser|deixar|dejar|dejarlo|mudar|trocar|cambiar(?:lo)?|passar|pasar(?:lo)?|botar|colocar|poner(?:lo)?|fazer|hacer(?:lo)?|marcar|ir|be|make|change|switch|move|do|have|put)(?: |$)|(?:^| )(?:pode|puede) ser(?: |$)/;
/** "May I amend one thing?", "posso corrigir uma coisa?": what follows is how it is to be. */
const TO_CORRECT =
  /(?:^| )(?:(?:can|could|may|might) (?:i|we|you)|posso|podemos|pode|poderia|puedo|puede[ns]?|podria|da (?:pra|para)|queria|quero|quiero|quisiera|want to|like to)(?: [a-z]+){0,2} (?:amend|correct|change|fix|adjust|corrigir|mudar|trocar|ajustar|arrumar|consertar|corregir|cambiar|modificar|arreglar) (?:one|a|some|um|uma|una|algo|so|solo|just)(?: |$)/;
/** What the clinic takes, has or does is asked about, not changed. */
const ABOUT_HOUSE = /(?:^| )(?:voces|vcs|ustedes|aceitam|atendem|aceptan|atienden|do you|you (?:take|accept))(?: |$)/;

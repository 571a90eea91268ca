import { plain } from "../state/utterance.ts";

/**
 * "É particular quanto?" asks what it costs and chooses nothing, whatever it names. A choice beside the question stands in a clause of
 * its own: "particular. quanto é?"
 */
export function onlyAsksPrice(text: string): boolean {
  const said = text.trim();
  if (!said.endsWith("?") || CLAUSES.test(said.slice(0, -1).replace(OPENING, ""))) return false;
  return PRICE.test(plain(said));
}
const OPENING = /^(?:oi|ol[áa]|hola|hi|hey|ok|e|y|and|mas|pero|but|ah|então|entonces|so)[,.! ]+/iu;
const CLAUSES = /[.,;:!?¿\n–-]/u;
const PRICE =
  /(?:^| )(?:quanto|cuanto|how much|(?:qual|cual) (?:e |es )?(?:o |el )?(?:valor|preco|precio)|what s the price|what does)(?: |$)/;

import type { Draft } from "../turn/draft.ts";
import { holds } from "./guard.ts";

const IF_UNCOVERED =
  /(?<!\p{L})(?:se|si|if|j[áa] que|ya que|since|como)(?: (?:o|a|el|la|the|meu|mi|my|esse|este|ese|plano|plan|conv[êe]nio|seguro|insurance|ele|it|voc[êe]s|vcs|ustedes|you|they))* (?:n|n[ãa]o|no|doesn['’]?t|don['’]?t|does not|do not|isn['’]?t|won['’]?t)(?: (?:me|nos|be|for|estiver|est[áa]))* (?:cobr\p{L}+|aceit\p{L}+|atend\p{L}+|cubr\p{L}+|acept\p{L}+|atiend\p{L}+|cover\p{L}*|take|accept\p{L}*)(?: (?:o|a|el|la|the|meu|mi|my|plano|plan|conv[êe]nio|seguro|insurance|it|isso|eso|that|this))*[\s,;:–-]*/giu;

/** "Se não cobre, pago particular": of a plan that does not cover what is booked the condition holds, and what follows is the wish. */
export function onceUncovered(draft: Draft, text: string): string {
  if (text.includes("?") || !holds(draft, { is: { insurance_covered: "no" } })) return text;
  const left = text.replace(IF_UNCOVERED, "").trim();
  return /\p{L}{3}/u.test(left) ? left : text;
}

interface Lasting {
  readonly durationMinutes: number;
  readonly modality: keyof typeof WHERE;
}

const WHERE = {
  "in-person": { pt: "no consultório", es: "en el consultorio", en: "at the clinic" },
  online: { pt: "por vídeo", es: "por video", en: "by video" },
  both: { pt: "no consultório ou por vídeo", es: "en el consultorio o por video", en: "at the clinic or by video" },
} as const;

export function factsText(service: Lasting, language: "pt" | "es" | "en"): string {
  const lasts = { pt: "Dura", es: "Dura", en: "It takes" }[language];
  const minutes = { pt: "minutos", es: "minutos", en: "minutes" }[language];
  return `${lasts} ${service.durationMinutes} ${minutes}, ${WHERE[service.modality][language]}.`;
}

/** Written out, because what Intl says changes with the version of Node, and a version's texts must not. */
export function priceText(cents: number | null, language: "pt" | "es" | "en"): string {
  if (cents === null) return { pt: "sob consulta", es: "a consultar", en: "on request" }[language];
  const [thousands, decimal] = language === "en" ? [",", "."] : [".", ","];
  const whole = String(Math.floor(cents / 100)).replaceAll(/\B(?=(\d{3})+$)/g, thousands);
  const rest = cents % 100;
  return `R$ ${whole}${rest === 0 ? "" : `${decimal}${String(rest).padStart(2, "0")}`}`;
}

/** At a word, as a person would. */
export function cut(said: string, length: number): string {
  if (said.length <= length) return said;
  const head = said.slice(0, length - 1);
  const end = head.lastIndexOf(" ");
  return `${(end > length / 2 ? head.slice(0, end) : head).toWellFormed().trim()}…`;
}

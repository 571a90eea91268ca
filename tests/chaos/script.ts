/** The name the reference contact gives; every other contact has its own, as rare as this: rare names are read back. */
export const REFERENCE_NAME = "Zulmyra";

/** Messages that leave together, without waiting for an answer in between. `{name}` is the contact's name. */
type Step = readonly string[];

/**
 * What contacts say. Every message is one event and one turn, so a burst must be answered like the same messages sent
 * one after the other.
 */
export const SCRIPTS: readonly (readonly Step[])[] = [
  [
    ["oi"],
    ["{name}"],
    ["sim"],
    ["serviços", "psicoterapia individual"],
    ["outro serviço"],
    ["psiquiatria"],
    ["quero agendar"],
    ["para mim", "por vídeo"],
    ["particular"],
    ["terça à tarde"],
    ["sim, pode enviar"],
  ],
  [
    ["Olá"],
    ["{name}", "corrigir"],
    ["{name}"],
    ["pode"],
    ["agendar"],
    ["xpto zzz"],
    ["minha filha", "Bia"],
    ["7 anos"],
    ["mãe", "fono"],
    ["outro serviço", "infantil"],
    ["marcar"],
    ["unimed"],
    ["segunda de manhã", "corrigir", "dias"],
    ["quinta à noite"],
    ["agora não"],
    ["obrigada"],
  ],
  [
    ["bom dia", "{name}", "sim"],
    ["quanto custa?"],
    ["menu"],
    ["onde fica?"],
    ["ver menu", "serviços", "casal"],
    ["outro serviço", "psicoterapia infantil", "outro serviço", "psiquiatria"],
    ["menu"],
    ["agendar", "para mim"],
    ["online"],
    ["sulamerica"],
    ["quarta ou sexta, cedo"],
    ["sim, pode enviar"],
  ],
  [
    ["boa noite"],
    ["{name}"],
    ["sim"],
    ["serviços", "individual"],
    ["outro"],
    ["avaliação"],
    ["outro"],
    ["fono"],
    ["menu", "já tenho consulta"],
    ["mudar horário"],
    ["quinta às 14h", "sexta de manhã"],
  ],
];

/** What the clinic answered to each message, in order, when nothing was disturbed. */
export type Answers = readonly (readonly string[])[];

export const spoken = (text: string, name: string) => text.replaceAll("{name}", name);
/** What `name` must hear where the reference contact heard this. */
export const heardBy = (text: string, name: string) => text.replaceAll(REFERENCE_NAME, name);
/** Greetings name the time of day, and a run may begin before noon and end after it. */
export const atAnyHour = (text: string) => text.replaceAll(/Bom dia|Boa tarde|Boa noite/g, "Olá");

/** The name the reference contact gives; every other contact has its own. */
export const REFERENCE_NAME = "Zulmira";

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
    ["psicoterapia individual", "terapia de casal"],
    ["outro serviço"],
    ["psiquiatria"],
    ["quero agendar"],
    ["terça à tarde"],
    ["sim, pode passar"],
  ],
  [
    ["Olá"],
    ["{name}", "corrigir"],
    ["{name}"],
    ["pode"],
    ["fono"],
    ["xpto zzz"],
    ["outro serviço", "infantil"],
    ["marcar"],
    ["segunda de manhã", "mudar horário"],
    ["quinta à noite"],
    ["agora não"],
    ["obrigada"],
  ],
  [
    ["bom dia", "{name}", "sim"],
    ["laudo"],
    ["menu"],
    ["casal"],
    ["outro serviço"],
    ["psicoterapia infantil", "outro serviço", "psiquiatria"],
    ["menu"],
    ["fonoaudiologia", "quero agendar"],
    ["quarta ou sexta, cedo"],
    ["sim, pode passar"],
  ],
  [
    ["boa noite"],
    ["{name}"],
    ["sim"],
    ["individual"],
    ["outro"],
    ["avaliação"],
    ["outro"],
    ["fono"],
    ["menu", "casal"],
    ["falar com a equipe"],
  ],
];

/** What the clinic answered to each message, in order, when nothing was disturbed. */
export type Answers = readonly (readonly string[])[];

export const spoken = (text: string, name: string) => text.replaceAll("{name}", name);
/** What `name` must hear where the reference contact heard this. */
export const heardBy = (text: string, name: string) => text.replaceAll(REFERENCE_NAME, name);

import { labelOf, reasonSentence } from "@acolhe/conversation";
import { said } from "../sentences/said.ts";
import type { FlowTalk } from "./flow-talk.ts";

/** Rules of the engine itself, as the desk would tell what happened. Said in other languages by `why-rows.ts`. */
export const ENGINE: Readonly<Record<string, string>> = {
  "session-started": "Era o começo de uma conversa, e o robô se apresentou.",
  "session-ended": "O paciente ficou em silêncio por muito tempo, e a conversa foi encerrada.",
  nudge: "O paciente não respondeu, e o robô perguntou se ainda estava ali.",
  "nudge:urgent": "O paciente não respondeu a uma pergunta sobre um perigo, e a equipe foi avisada.",
  reminder: "Chegou a hora de um lembrete combinado na conversa.",
  "reminder-late": "O lembrete acordou tarde demais para ajudar, e não foi enviado.",
  "timer-stale": "Um temporizador antigo acordou; já não valia.",
  "timer-unneeded": "Um temporizador acordou, mas já não havia o que fazer.",
  gathering: "O robô esperou um instante para ler juntas as mensagens enviadas em seguida.",
  limited: "O paciente escrevia muito rápido; o robô esperou o fim da rajada para responder uma vez só.",
  missed: "O paciente escreveu enquanto o sistema estava fora do ar, e o robô pediu que escrevesse de novo.",
  "missed:told-team": "O paciente escreveu enquanto o sistema estava fora do ar, e a equipe foi avisada.",
  "missed:again":
    "Outra mensagem se perdeu enquanto o sistema estava fora do ar; o robô já tinha pedido que escrevesse de novo.",
  "missed:came": "Uma mensagem que parecia perdida acabou chegando, e foi tratada como as outras.",
  repeat: "A mesma mensagem chegou de novo, e já tinha sido tratada.",
  menu: "O paciente pediu o menu.",
  back: "O paciente pediu para voltar.",
  continued: "O paciente disse que queria continuar, e o robô repetiu a pergunta.",
  stop: "O paciente pediu para parar, e o robô confirmou que não escreve mais.",
  stopped: "O pedido de parar foi registrado.",
  "stop-outrun": "O paciente já tinha voltado quando o pedido de parar foi registrado.",
  "opted-out": "O paciente tinha pedido para não receber mensagens do robô, e ele ficou calado.",
  "opted-in": "O paciente voltou a querer mensagens do robô.",
  "opted-in:quietly": "O paciente voltou a querer mensagens do robô, mas a conversa está com uma pessoa.",
  "red-flag":
    "O paciente escreveu algo que indica uma emergência: o robô mandou os números de ajuda e chamou a equipe.",
  concern: "O paciente escreveu algo que pode ser um perigo, e o robô perguntou com cuidado.",
  "false-alarm": "O paciente disse que não era uma emergência.",
  "false-alarm:again": "O paciente disse mais uma vez que não era uma emergência.",
  "alarm-over": "O paciente disse que o perigo passou; a equipe foi avisada, e o robô voltou a ajudar.",
  "did-you-mean:no": "O paciente disse que não era aquilo, e o robô repetiu a pergunta.",
  "person-offered": "O robô não entendeu bem e ofereceu uma pessoa.",
  thanks: "O paciente agradeceu, e o robô respondeu.",
  "after-end": "O assunto já estava encerrado, e o robô disse como começar de novo.",
  "resume-asked": "O paciente voltou depois de parar no meio, e o robô perguntou se queria continuar.",
  "opened-late": "O paciente escreveu o que queria logo de início, e o robô seguiu dali.",
  "resumed-late": "A mensagem ficou parada por horas, e a equipe foi chamada em vez de uma resposta atrasada.",
  "known-contact": "Este contato já conversava com a clínica antes do robô, e ficou com a equipe.",
  "known-before-start": "Este contato já conversava com a clínica antes do robô.",
  "active-before-start": "A conversa estava em andamento com a equipe antes do robô.",
  takeover: "Uma pessoa assumiu a conversa, e o robô se calou.",
  "takeover-ended": "O tempo da pessoa acabou sem novas mensagens, e o robô voltou.",
  returned: "A conversa foi devolvida ao robô.",
  "returned:was-the-bots": "A conversa foi devolvida, mas já era do robô.",
  paused: "O robô foi pausado nesta conversa.",
  "human-silent": "A conversa está com uma pessoa, e o robô ficou calado.",
  "paused-silent": "O robô está pausado nesta conversa e ficou calado.",
  "bot-off": "O robô está desligado; a mensagem ficou para a equipe.",
  "attendant-replied": "Uma pessoa da equipe escreveu esta mensagem.",
  parked: "O robô não conseguiu tratar uma mensagem e chamou a equipe; a conversa espera por quem opera o sistema.",
  "not-parked": "Pediram para retomar uma conversa que não estava parada.",
  deferred: "A conversa está parada; a mensagem espera até ser retomada.",
  resumed: "A conversa parada foi retomada.",
  merged: "Este contato continua em outra conversa, da mesma pessoa.",
  "merged-into": "Este contato e outro são a mesma pessoa; a conversa continua na outra.",
  "merged-from": "A conversa de outro contato da mesma pessoa continua aqui.",
  unmerged: "A união com outro contato foi desfeita.",
  call: "O paciente ligou, e o robô pediu que escrevesse.",
  "call:again": "O paciente ligou de novo; o robô já tinha respondido.",
  "call:silent": "O paciente ligou enquanto o robô estava calado.",
  "voice:asked": "O paciente mandou um áudio, que foi enviado para ser transcrito.",
  "voice:silent": "A transcrição do áudio chegou quando o robô já estava calado.",
  "lookup-stale": "Chegou uma resposta que ninguém mais esperava.",
  "sent-once-more": "Não se sabia se a pergunta tinha chegado, e ela foi enviada mais uma vez.",
  "handed-over:added": "A equipe já foi chamada; o robô passou adiante o que o paciente acrescentou.",
  "handed-over:here": "A equipe já foi chamada; o robô disse que o pedido está com ela.",
  "handed-over:long": "A equipe já foi chamada há algum tempo; o robô pediu desculpas e lembrou a equipe.",
  "handed-over:urgent": "O paciente tem pressa; o robô avisou a equipe de novo, com prioridade.",
  "handed-over:closed": "A equipe já foi chamada e a clínica está fechada; o robô disse quando abre.",
  "handed-over:solved": "O paciente disse que já resolveu; o robô avisou a equipe e encerrou.",
  "handed-over:dropped": "O paciente não precisa mais do que pediu; o robô avisou a equipe e encerrou.",
  "handed-over:given-up": "O paciente desistiu de esperar; o robô pediu desculpas e avisou a equipe.",
  // Turns of before have these two.
  "handed-over:noted": "A equipe já foi chamada; o robô avisou que passou a mensagem adiante.",
  "handed-over:noted-before": "A equipe já foi chamada, e o paciente já sabe disso; o robô ficou calado.",
  "handed-over:small-talk": "A equipe já foi chamada; o paciente só conversou, e o robô ficou calado.",
  "handed-over:enough": "A equipe já foi chamada, e o robô já tinha respondido o bastante.",
  "handed-over:danger": "A equipe foi chamada por causa de um perigo; o robô já tinha respondido há pouco.",
  "handed-over:danger-noted": "A equipe foi chamada por causa de um perigo; o robô repetiu onde há ajuda agora.",
  "fact:unknown": "O paciente perguntou algo para o qual o robô não tem resposta, e a pergunta foi para a equipe.",
};

type Say = (rest: string, talk: FlowTalk) => string;

/** Rules that say with what: what stands behind the colon. */
const WITH: Readonly<Record<string, Say>> = {
  fact(topic, talk) {
    const what = talk.wish(`ask:${topic}`);
    return what
      ? said("O paciente quis {what}, e o robô respondeu com o que a clínica informou.", { what })
      : said("O paciente fez uma pergunta, e o robô respondeu com o que a clínica informou.");
  },
  handoff: (reason) => said("O robô chamou a equipe: {reason}.", { reason: said(reasonSentence(reason)) }),
  "did-you-mean"(act, talk) {
    const what = talk.wish(act);
    return what
      ? said("O robô não tinha certeza se o paciente queria {what}, e perguntou.", { what })
      : said("O robô não tinha certeza do que o paciente queria, e perguntou.");
  },
  changed: (values) =>
    said("O paciente corrigiu o que tinha dito ({values}), e o robô anotou.", {
      values: [...new Set(values.split("+").map(valueName))].join(", "),
    }),
  resumed: (rule, talk) => `${said("O paciente continuou de onde tinha parado.")} ${ruleSentence(rule, talk)}`,
  language: () => said("O paciente pediu para mudar de idioma."),
  outcome: () => said("O robô soube o que aconteceu com uma mensagem enviada antes."),
  recorded: () => said("Foi só registrado, sem resposta."),
  amended: () => said("O paciente editou uma mensagem, e o robô leu a nova versão."),
  flow: () => said("O que o paciente disse leva a outro assunto, esteja onde estiver a conversa."),
  "timer-early": () => said("Um temporizador acordou antes da hora e foi armado de novo."),
};

const UNLABELLED: Readonly<Record<string, string>> = { for_whom: "para quem é" };
const valueName = (name: string): string =>
  said(UNLABELLED[name] ?? labelOf(name) ?? name.replaceAll("_", " ")).toLocaleLowerCase();

/** What follows a state of the flow in the name of a rule. */
export const AT: Readonly<Record<string, string>> = {
  captured: "o paciente respondeu, e a resposta foi anotada",
  invalid: "o robô não entendeu a resposta e perguntou de outro jeito",
  kind: "veio algo que não é texto (foto, áudio…), e o robô pediu a resposta por escrito",
  "small-talk": "o paciente só conversou; o robô foi gentil e repetiu a pergunta",
  "old-button": "o paciente tocou num botão antigo, e o robô repetiu a pergunta atual",
  waiting: "o robô ainda esperava uma informação",
  found: "a informação procurada foi encontrada",
  none: "a informação procurada não foi encontrada",
  failed: "a informação procurada não pôde ser buscada",
  "opinion-asked": "o robô não entendeu e pediu uma segunda leitura das palavras",
  "danger-now": "o paciente disse que há perigo agora",
  "danger-past": "o paciente disse que o perigo já passou",
};
export const BY: Readonly<Record<string, string>> = {
  act: "o robô seguiu pelo sentido do que o paciente disse",
  intent: "o robô seguiu pelo sentido do que o paciente disse",
  slot: "o robô seguiu por um dado que o paciente informou",
  pattern: "o robô seguiu pelas palavras que o paciente usou",
  words: "o robô seguiu pelas palavras que o paciente usou",
};
const BY_ANYTHING = "o robô seguiu pelo que o paciente respondeu";

/** The rule that fired, in the reader's language and without names that only the flow has. */
export function ruleSentence(rule: string, talk: FlowTalk): string {
  if (rule.includes("+") && !rule.startsWith("changed:"))
    return rule
      .split("+")
      .map((one) => ruleSentence(one, talk))
      .join(" ");
  if (Object.hasOwn(ENGINE, rule)) return said(ENGINE[rule]!);
  const [head = "", ...tail] = rule.split(":");
  const rest = tail.join(":");
  if (rest === "") return said("Valeu uma regra do fluxo da clínica.");
  const say = Object.hasOwn(WITH, head) ? WITH[head] : undefined;
  if (say) return say(rest, talk);
  // A question asked beside that of a step.
  if (tail[0] === "fact") return ruleSentence(rest, talk);
  const what = happenedAt(head, tail, talk);
  const step = talk.step(head);
  return step
    ? said("Na pergunta “{step}”, {what}.", { step, what })
    : said("Neste ponto da conversa, {what}.", { what });
}

function happenedAt(step: string, tail: readonly string[], talk: FlowTalk): string {
  const rest = tail.join(":");
  if (Object.hasOwn(AT, rest)) return said(AT[rest]!);
  const [number, by = ""] = tail;
  if (/^\d+$/.test(number ?? "")) return said(Object.hasOwn(BY, by) ? BY[by]! : BY_ANYTHING);
  const choice = talk.choice(step, rest);
  return choice ? said("o paciente escolheu “{choice}”", { choice }) : said("o paciente escolheu uma das opções");
}

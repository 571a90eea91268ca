import { itemsPt } from "./items-pt.ts";
import type { Words } from "./words.ts";

const SILENT = {
  human: "a conversa estava com uma pessoa",
  paused: "o robô estava pausado nesta conversa",
  "bot-off": "o robô estava desligado para a clínica",
  "opted-out": "o paciente tinha pedido para não receber mensagens do robô",
  parked: "o robô não conseguiu tratar a mensagem e estacionou a conversa; uma pessoa foi chamada",
  deferred: "a conversa estava estacionada: a mensagem espera até que seja retomada",
  merged: "este contato continua em outra conversa da mesma pessoa",
} as const;

const CONTROL = {
  "takeover-started": "uma pessoa assumiu a conversa",
  "bot-paused": "o robô foi pausado",
  "bot-stopped": "o paciente pediu para não receber mais mensagens",
  "merged-into": "a conversa foi unida a outra",
  "known-before-start": "a clínica já falava com este contato antes do robô",
  "returned-to-bot": "a conversa foi devolvida ao robô",
  "contact-resumed": "a conversa foi retomada",
  unmerged: "uma união foi desfeita",
} as const;

const LEFT_OUT = {
  dropped: "a operação a descartou",
  observing: "o robô só observava",
  "bot-off": "o robô tinha sido desligado",
} as const;

export const pt: Words = {
  items: itemsPt,
  headings: { why: "POR QUÊ", now: "AGORA", next: "FAÇA", chain: "CADEIA" },
  cause(cause, { time, span }) {
    switch (cause.kind) {
      case "nothing-came":
        return cause.logBegins === null
          ? "Não há nada deste contato no registro."
          : `Nada chegou antes desse horário; o registro deste contato começa em ${time(cause.logBegins)}.`;
      case "undecided":
        return `Está no registro desde ${time(cause.since)} e ainda não foi decidido: o worker está atrasado ou parado.`;
      case "gathering":
        return `O robô ainda espera por mais palavras antes de responder${cause.due === null ? "" : `, até ${time(cause.due)}`}.`;
      case "silent":
        return `Sem resposta, porque ${SILENT[cause.because]}${cause.since === null ? "" : ` desde ${time(cause.since)}`}${cause.by ? ` (por ${cause.by})` : ""}.`;
      case "no-answer-needed":
        return `A regra ${cause.rule} não diz nada ao paciente.`;
      case "taken-over":
        return `A resposta estava pronta, mas ${CONTROL[cause.by]} às ${time(cause.at)}${cause.source ? ` (por ${cause.source})` : ""}, antes de ela sair: foi retida.`;
      case "expired":
        return `A resposta estava pronta, mas já tinha ${span(cause.waitedMs)} quando poderia sair, tarde demais para ajudar: venceu.${cause.offLine ? ` O número ficou desconectado desde ${time(cause.offLine.from)}${cause.offLine.to === null ? " e ainda está" : ` até ${time(cause.offLine.to)}`}.` : ""}`;
      case "failed":
        return `O gateway não entregou a resposta${cause.code ? ` (${cause.code})` : ""}.`;
      case "retrying":
        return `O gateway recusou a resposta ${cause.tries} vezes até agora${cause.code ? ` (${cause.code})` : ""}; será tentado de novo.`;
      case "unknown":
        return `O retorno do gateway se perdeu às ${time(cause.since)}: não se sabe se o paciente recebeu a resposta. Ela não é enviada de novo às cegas.`;
      case "left-out":
        return `Uma resposta foi decidida e não saiu, porque ${LEFT_OUT[cause.by]}.`;
      case "given-to-person":
        return "Não se sabia se a resposta tinha chegado, e uma pessoa foi chamada para conferir.";
      case "not-sent-yet":
        return `A resposta está decidida desde ${time(cause.since)} e não saiu${cause.offLine ? `: o número está desconectado desde ${time(cause.offLine.from)}` : ": o envio está atrasado, espera o ritmo do número, ou parou"}.`;
      case "answered":
        return `Foi respondido depois de ${span(cause.afterMs)}${cause.spooledMs === undefined ? "" : `, dos quais a mensagem esperou ${span(cause.spooledMs)} no ingress pelo servidor de mensagens`}${cause.onceMore ? ", e enviado mais uma vez porque não se soube do primeiro envio" : ""}; ${cause.receipt === null ? "o gateway aceitou, e ainda não veio confirmação" : `a última confirmação: ${itemsPt.receipt[cause.receipt]}`}.`;
    }
  },
  standing(standing, { time }) {
    if (standing === null) return "Nada foi decidido ainda.";
    if (standing.parked) return "A conversa está estacionada: espera ser retomada.";
    if (standing.mode === "paused") return "O robô está pausado aqui até ser devolvido.";
    if (standing.mode === "human") return "A conversa está com uma pessoa; o robô está calado.";
    if (standing.optedOut) return "O paciente não quer mensagens do robô.";
    if (standing.handedOverAt !== null)
      return `A equipe foi chamada às ${time(standing.handedOverAt)}, e ninguém escreveu desde então; o robô responde a perguntas.`;
    return "O robô responde.";
  },
  writeToPatient: "Escreva ao paciente pelo painel ou pelo telefone: o robô não repete a resposta.",
};

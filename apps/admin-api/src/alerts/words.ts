import { ALERT_RULES, type AlertCode, type Notice } from "@acolhe/status";

type Said = Pick<Notice, "subject" | "count">;
interface Words {
  readonly summary: (alert: Said) => string;
  readonly description: string;
  /** Of the panel: where to look. */
  readonly page: (alert: Said) => string;
}

const WAITING = () => "/conversas?aba=esperando";
const SYSTEM = () => "/sistema";

/** In the language of the clinic's staff. Of a patient, nothing is said: a link leads to who may read it. */
const WORDS: Readonly<Record<AlertCode, Words>> = {
  "number-disconnected": {
    summary: ({ subject }) => `O número ${subject} está desconectado do WhatsApp`,
    description: "As respostas esperam e vencem em dez minutos. Leia de novo o código QR com o celular do número.",
    page: () => "/canais",
  },
  "danger-waiting": {
    summary: () => "Um paciente pode estar em perigo e espera por uma pessoa",
    description:
      "O que escreveu pode ser um perigo, e ninguém da equipe respondeu ainda. A conversa mostra se o robô já deu os números 192 e 188.",
    page: WAITING,
  },
  "patient-waiting": {
    summary: () => "Um paciente espera pela equipe há tempo demais",
    description: "A conversa está com a equipe, a clínica está aberta e ninguém respondeu.",
    page: WAITING,
  },
  "service-down": {
    summary: ({ subject }) => `O serviço ${subject} não responde`,
    description: "O que ele faz espera; nada se perde.",
    page: SYSTEM,
  },
  "server-away": {
    summary: ({ subject }) => `O servidor ${subject} não responde`,
    description:
      "Sem o NATS, o que chega espera em disco. Sem o PostgreSQL, o robô responde sem reconhecer pacientes e o painel para.",
    page: SYSTEM,
  },
  "dead-letters": {
    summary: ({ count }) => (count === 1 ? "Há um registro ilegível" : `Há ${count} registros ilegíveis`),
    description: "Nenhum processo consegue ler. Foi posto de lado; a pessoa envolvida pode estar sem resposta.",
    page: SYSTEM,
  },
  "conversations-parked": {
    summary: ({ count }) =>
      count === 1
        ? "Uma conversa está parada por uma falha nossa"
        : `${count} conversas estão paradas por falhas nossas`,
    description:
      "Um evento não pôde ser tratado. O paciente não recebe resposta do robô até alguém continuar a conversa.",
    page: SYSTEM,
  },
  "canary-late": {
    summary: ({ subject }) => `As mensagens de teste do número ${subject} não são respondidas`,
    description: "O caminho de uma mensagem até a resposta está parado ou lento demais: pacientes podem esperar.",
    page: SYSTEM,
  },
  "spool-unknown": {
    summary: ({ count }) =>
      count === 1
        ? "Um processo de entrada não consegue abrir sua fila em disco"
        : `${count} processos de entrada não conseguem abrir suas filas em disco`,
    description:
      "Não se sabe se há mensagens de pacientes que esperam ali. O que o NATS aceita entra no registro; sem ele, nada novo é aceito.",
    page: SYSTEM,
  },
};

const KINDS: Readonly<Record<Notice["kind"], string>> = {
  began: "",
  "goes-on": "Continua: ",
  grew: "Aumentou: ",
  over: "Resolvido: ",
  test: "",
};
const TEST = {
  summary: "Teste de alerta",
  description: "Alguém pediu este teste. Os alertas desta clínica chegam até aqui.",
};

export interface Told {
  readonly summary: string;
  readonly description: string;
  readonly since: string;
  readonly link: string | null;
}

/** @param panelUrl where staff reach the panel; undefined: nothing is linked */
export function toldOf(notice: Notice, panelUrl: string | undefined): Told {
  const since = spanText(notice.at - notice.since);
  if (notice.code === null) return { ...TEST, since, link: null };
  const { summary, description, page } = WORDS[notice.code];
  return {
    summary: `${KINDS[notice.kind]}${summary(notice)}`,
    description,
    since,
    link: panelUrl === undefined ? null : new URL(page(notice), panelUrl).href,
  };
}

export const severityOf = ({ code }: Pick<Notice, "code">): "critical" | "warning" | "info" =>
  code === null ? "info" : ALERT_RULES[code].severity;

function spanText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "agora";
  if (minutes < 120) return `há ${minutes} min`;
  return minutes < 48 * 60 ? `há ${Math.floor(minutes / 60)} h` : `há ${Math.floor(minutes / 1440)} dias`;
}

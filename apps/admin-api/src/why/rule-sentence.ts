/** Rules of the engine itself, as somebody at the desk would tell what happened. */
const ENGINE: Readonly<Record<string, string>> = {
  "session-started": "Era o começo de uma conversa, e o bot se apresentou.",
  "session-ended": "O paciente ficou em silêncio por muito tempo, e a conversa foi encerrada.",
  nudge: "O paciente não respondeu, e o bot perguntou se ainda estava ali.",
  "nudge:urgent": "O paciente não respondeu a uma pergunta sobre um perigo, e a equipe foi avisada.",
  reminder: "Chegou a hora de um lembrete combinado na conversa.",
  "reminder-late": "O lembrete acordou tarde demais para ajudar, e não foi enviado.",
  "timer-stale": "Um temporizador antigo acordou; já não valia.",
  "timer-unneeded": "Um temporizador acordou, mas já não havia o que fazer.",
  gathering: "O bot esperou um instante para ler juntas as mensagens enviadas em seguida.",
  limited: "O paciente escrevia muito rápido; o bot esperou o fim da rajada para responder uma vez só.",
  missed: "O paciente escreveu enquanto o sistema estava fora do ar, e o bot pediu que escrevesse de novo.",
  "missed:told-team": "O paciente escreveu enquanto o sistema estava fora do ar, e a equipe foi avisada.",
  "missed:again":
    "Outra mensagem se perdeu enquanto o sistema estava fora do ar; o bot já tinha pedido que escrevesse de novo.",
  "missed:came": "Uma mensagem que parecia perdida acabou chegando, e foi tratada como as outras.",
  repeat: "A mesma mensagem chegou de novo, e já tinha sido tratada.",
  menu: "O paciente pediu o menu.",
  back: "O paciente pediu para voltar.",
  continued: "O paciente disse que queria continuar, e o bot repetiu a pergunta.",
  stop: "O paciente pediu para parar, e o bot confirmou que não escreve mais.",
  stopped: "O pedido de parar foi registrado.",
  "stop-outrun": "O paciente já tinha voltado quando o pedido de parar foi registrado.",
  "opted-out": "O paciente tinha pedido para não receber mensagens do bot, e ele ficou calado.",
  "opted-in": "O paciente voltou a querer mensagens do bot.",
  "opted-in:quietly": "O paciente voltou a querer mensagens do bot, mas a conversa está com uma pessoa.",
  "red-flag": "O paciente escreveu algo que indica uma emergência: o bot mandou os números de ajuda e chamou a equipe.",
  concern: "O paciente escreveu algo que pode ser um perigo, e o bot perguntou com cuidado.",
  "false-alarm": "O paciente disse que não era uma emergência.",
  "did-you-mean:no": "O paciente disse que não era aquilo, e o bot repetiu a pergunta.",
  "person-offered": "O bot não entendeu bem e ofereceu uma pessoa.",
  thanks: "O paciente agradeceu, e o bot respondeu.",
  "after-end": "O assunto já estava encerrado, e o bot disse como começar de novo.",
  "resume-asked": "O paciente voltou depois de parar no meio, e o bot perguntou se queria continuar.",
  "opened-late": "O paciente escreveu o que queria logo de início, e o bot seguiu dali.",
  "resumed-late": "A mensagem ficou parada por horas, e a equipe foi chamada em vez de uma resposta atrasada.",
  "known-contact": "Este contato já conversava com a clínica antes do bot, e ficou com a equipe.",
  "known-before-start": "Este contato já conversava com a clínica antes do bot.",
  "active-before-start": "A conversa estava em andamento com a equipe antes do bot.",
  takeover: "Uma pessoa assumiu a conversa, e o bot se calou.",
  "takeover-ended": "O tempo da pessoa acabou sem novas mensagens, e o bot voltou.",
  returned: "A conversa foi devolvida ao bot.",
  "returned:was-the-bots": "A conversa foi devolvida, mas já era do bot.",
  paused: "O bot foi pausado nesta conversa.",
  "human-silent": "A conversa está com uma pessoa, e o bot ficou calado.",
  "paused-silent": "O bot está pausado nesta conversa e ficou calado.",
  "bot-off": "O bot está desligado; a mensagem ficou para a equipe.",
  "attendant-replied": "Uma pessoa da equipe escreveu esta mensagem.",
  parked: "O bot não conseguiu tratar uma mensagem e chamou a equipe; a conversa espera por quem opera o sistema.",
  "not-parked": "Pediram para retomar uma conversa que não estava parada.",
  deferred: "A conversa está parada; a mensagem espera até ser retomada.",
  resumed: "A conversa parada foi retomada.",
  merged: "Este contato continua em outra conversa, da mesma pessoa.",
  "merged-into": "Este contato e outro são a mesma pessoa; a conversa continua na outra.",
  "merged-from": "A conversa de outro contato da mesma pessoa continua aqui.",
  unmerged: "A união com outro contato foi desfeita.",
  call: "O paciente ligou, e o bot pediu que escrevesse.",
  "call:again": "O paciente ligou de novo; o bot já tinha respondido.",
  "call:silent": "O paciente ligou enquanto o bot estava calado.",
  "voice:asked": "O paciente mandou um áudio, que foi enviado para ser transcrito.",
  "voice:silent": "A transcrição do áudio chegou quando o bot já estava calado.",
  "lookup-stale": "Chegou uma resposta que ninguém mais esperava.",
  "sent-once-more": "Não se sabia se a pergunta tinha chegado, e ela foi enviada mais uma vez.",
  "handed-over:noted": "A equipe já foi chamada; o bot avisou que passou a mensagem adiante.",
  "handed-over:noted-before": "A equipe já foi chamada, e o paciente já sabe disso; o bot ficou calado.",
  "handed-over:small-talk": "A equipe já foi chamada; o paciente só conversou, e o bot ficou calado.",
  "handed-over:enough": "A equipe já foi chamada, e o bot já tinha respondido o bastante.",
  "handed-over:danger": "A equipe foi chamada por causa de um perigo; o bot já tinha respondido há pouco.",
  "handed-over:danger-noted": "A equipe foi chamada por causa de um perigo; o bot repetiu onde há ajuda agora.",
  "fact:unknown": "O paciente perguntou algo para o qual o bot não tem resposta, e a pergunta foi para a equipe.",
};

type Say = (rest: string) => string;

/** Rules that say with what: what stands behind the colon. */
const WITH: Readonly<Record<string, Say>> = {
  fact: (topic) => `O paciente perguntou sobre “${topic}”, e o bot respondeu com o que a clínica informou.`,
  handoff: (reason) => `O bot chamou a equipe (motivo: ${reason}).`,
  "did-you-mean": (intent) => `O bot não tinha certeza se era “${intent}” e perguntou.`,
  changed: (values) => `O paciente corrigiu o que tinha dito (${values.split("+").join(", ")}), e o bot anotou.`,
  resumed: (rule) => `O paciente continuou de onde tinha parado. ${ruleSentence(rule)}`,
  language: (language) => `O paciente pediu para mudar de idioma (${language}).`,
  outcome: (as) => `O bot soube o que aconteceu com uma mensagem enviada antes (${as}).`,
  recorded: (event) => `Foi só registrado, sem resposta (${event}).`,
  amended: () => "O paciente editou uma mensagem, e o bot leu a nova versão.",
  flow: (route) => `O que o paciente disse leva a um assunto do fluxo, esteja onde estiver (rota ${route}).`,
  "timer-early": (name) => `O temporizador ${name} acordou antes da hora e foi armado de novo.`,
};

/** What follows a state of the flow in the name of a rule. */
const AT: Readonly<Record<string, string>> = {
  captured: "o paciente respondeu, e a resposta foi anotada",
  invalid: "o bot não entendeu a resposta e perguntou de outro jeito",
  kind: "veio algo que não é texto (foto, áudio…), e o bot pediu a resposta por escrito",
  "small-talk": "o paciente só conversou; o bot foi gentil e repetiu a pergunta",
  "old-button": "o paciente tocou num botão antigo, e o bot repetiu a pergunta atual",
  waiting: "o bot ainda esperava uma informação",
  found: "a informação procurada foi encontrada",
  none: "a informação procurada não foi encontrada",
  failed: "a informação procurada não pôde ser buscada",
  "opinion-asked": "o bot não entendeu e pediu uma segunda leitura das palavras",
  "danger-now": "o paciente disse que há perigo agora",
  "danger-past": "o paciente disse que o perigo já passou",
};
const BY: Readonly<Record<string, string>> = {
  act: "pelo sentido do que o paciente disse",
  intent: "pela intenção do que o paciente disse",
  slot: "por um dado que o paciente informou",
  pattern: "pelas palavras que o paciente usou",
  words: "pelas palavras que o paciente usou",
};

/** The rule that fired, as a Portuguese sentence; `choice`: what the flow calls the option it names, if any. */
export function ruleSentence(rule: string, choice?: string): string {
  if (rule.includes("+") && !rule.startsWith("changed:"))
    return rule
      .split("+")
      .map((one) => ruleSentence(one))
      .join(" ");
  if (Object.hasOwn(ENGINE, rule)) return ENGINE[rule]!;
  const [head = "", ...tail] = rule.split(":");
  const rest = tail.join(":");
  if (rest === "") return `Valeu a regra “${rule}” do fluxo.`;
  const say = Object.hasOwn(WITH, head) ? WITH[head] : undefined;
  if (say) return say(rest);
  const at = `Na etapa “${head}”`;
  if (Object.hasOwn(AT, rest)) return `${at}, ${AT[rest]}.`;
  const [number, by = ""] = tail;
  if (/^\d+$/.test(number ?? ""))
    return `${at}, valeu a rota ${number}, ${Object.hasOwn(BY, by) ? BY[by] : `por ${by}`}.`;
  return `${at}, o paciente escolheu “${choice ?? rest}”.`;
}

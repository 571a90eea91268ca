import type { Flow } from "@acolhe/conversation";
import { stableId } from "@acolhe/events";

const SERVICES = {
  individual:
    "A *psicoterapia individual* é um espaço só seu, com sessões semanais de 50 minutos, no consultório ou por vídeo. 🌱",
  couple:
    "Na *terapia de casal* vocês dois conversam com a ajuda de quem sabe ouvir os dois lados. Sessões de 80 minutos, semanais ou quinzenais.",
  child:
    "Na *psicoterapia infantil* a criança se expressa brincando, e os responsáveis participam com encontros de orientação. O primeiro encontro é só com vocês, adultos. 🧸",
  assessment:
    "A *avaliação neuropsicológica* investiga atenção, memória, linguagem e aprendizagem. São de 6 a 8 encontros e, no fim, um laudo explicado com calma.",
  psychiatry:
    "Na *psiquiatria*, a primeira consulta dura cerca de uma hora: a médica ouve sua história e, se for o caso, conversa com você sobre o tratamento.",
  speech:
    "A *fonoaudiologia* cuida da fala, da linguagem, da voz e da deglutição, de crianças a idosos. Começa com uma avaliação de 50 minutos.",
} as const;

type Service = keyof typeof SERVICES;

const service = (id: Service, label: string, description: string, also: readonly string[]) => ({
  id: `service-${id}`,
  label,
  description,
  also,
  set: { service: id, serviceName: label },
  goto: "service-explained",
  anytime: true,
});

/** The flow the clinic starts with. Texts are the clinic's voice: warm, short, no jargon. */
const content = {
  name: "clinic",
  start: "greeting",
  menu: "services",
  handoff: "handoff-requested",
  team: "reception",
  urgentTeam: "urgent",
  invalidMax: 3,
  words: {
    stop: ["parar", "pare", "stop", "sair", "cancelar mensagens", "descadastrar"],
    optIn: ["voltar", "quero voltar"],
    menu: ["menu", "menu principal", "início"],
    back: ["voltar", "volta", "anterior"],
    human: ["atendente", "humano", "pessoa", "falar com alguém", "recepção", "secretária"],
    greetings: [
      "oi",
      "olá",
      "ola",
      "oie",
      "opa",
      "bom dia",
      "boa tarde",
      "boa noite",
      "tudo bem",
      "oi tudo bem",
      "alô",
    ],
    thanks: [
      "obrigado",
      "obrigada",
      "muito obrigado",
      "muito obrigada",
      "obg",
      "valeu",
      "grato",
      "grata",
      "ok obrigada",
      "ok obrigado",
    ],
    humanPhrases: [
      "falar com um atendente",
      "falar com uma atendente",
      "falar com atendente",
      "falar com uma pessoa",
      "falar com pessoa",
      "falar com um humano",
      "falar com alguém",
      "falar com a equipe",
      "falar com a recepção",
      "falar com a secretária",
      "atendimento humano",
    ],
    redFlags: [
      "me matar",
      "vou me matar",
      "quero morrer",
      "queria morrer",
      "vontade de morrer",
      "prefiro morrer",
      "melhor morrer",
      "queria estar morto",
      "queria estar morta",
      "queria sumir para sempre",
      "suicid",
      "tirar minha vida",
      "tirar a minha vida",
      "tirar a própria vida",
      "acabar com a minha vida",
      "acabar com minha vida",
      "acabar com tudo",
      "dar fim à minha vida",
      "não quero mais viver",
      "não quero viver",
      "não aguento mais viver",
      "desistir de viver",
      "desisti da vida",
      "me cortar",
      "me cortei",
      "me machucar de propósito",
      "me enforcar",
      "me jogar da",
      "me jogar do",
      "overdose",
      "tomei todos os remédios",
      "tomei muitos remédios",
      "tomei veneno",
      "infarto",
      "infartando",
      "não consigo respirar",
      "não está respirando",
      "não tá respirando",
      "convulsão",
      "convulsionando",
      "desmaiou e não acorda",
    ],
  },
  texts: {
    invalid:
      "Acho que não entendi direito. 🙈 Pode responder com uma destas opções, ou escrever *atendente* para falar com a equipe?",
    tooManyInvalid: "Desculpe, não estou conseguindo entender. Melhor uma pessoa da equipe ajudar você. 💚",
    nudge: "Estou por aqui quando puder responder. 😊 Se preferir falar com a equipe, é só escrever *atendente*.",
    closing:
      "Vou encerrar nossa conversa por agora, sem problema nenhum. Quando quiser continuar, é só mandar um *oi*. 💚",
    stopped: "Tudo bem, não vamos mais enviar mensagens por aqui. Se mudar de ideia, escreva *voltar*.",
    emergency:
      "O que você está passando é importante, e você não precisa enfrentar isso sem ajuda. 💚\n\nSe houver perigo agora, ligue *192* (SAMU) ou vá ao pronto-socorro mais próximo. Para conversar a qualquer hora, de graça e em sigilo, ligue *188* (CVV).\n\nJá estou chamando uma pessoa da nossa equipe.",
    parked: "Tive um probleminha para responder a você agora. Já pedi para uma pessoa da equipe continuar por aqui. 💚",
    call: "Vi que você ligou! Por este número não conseguimos atender ligações, mas pode escrever por aqui que a gente responde. 💚",
    thanks: "Por nada! Estamos por aqui. 💚",
    kinds: {
      audio: "Recebi seu áudio, mas ainda não consigo ouvir por aqui. Pode me escrever, por favor?",
      image: "Recebi sua foto, mas ainda não consigo ver imagens por aqui.",
      video: "Recebi seu vídeo, mas ainda não consigo assistir por aqui.",
      document: "Recebi seu documento. Quando a equipe entrar na conversa, ela vai poder abrir.",
      sticker: "Adorei a figurinha! 😄",
      location: "Recebi a localização, obrigada!",
      "contact-card": "Recebi o contato, obrigada!",
    },
    otherKind: "Recebi sua mensagem, mas esse tipo eu ainda não consigo abrir. Pode me escrever?",
  },
  states: {
    greeting: {
      say: "Olá, que bom ter você por aqui! 💚 Sou a assistente virtual da clínica e vou ajudar você a encontrar o atendimento certo.",
      next: "privacy",
    },
    privacy: {
      say: "O que você contar aqui fica só com a nossa equipe, como pede a LGPD. Para não receber mais mensagens, basta escrever *parar*.",
      next: "ask-name",
    },
    "ask-name": {
      ask: "Para começar, como posso chamar você?",
      invalid: "Desculpe, não consegui entender o nome. 🙈",
      capture: { into: "name", as: "person-name" },
      next: "confirm-name",
    },
    "confirm-name": {
      needs: { value: "name", otherwise: "ask-name" },
      ask: "Posso chamar você de *{name}*?",
      show: { as: "buttons" },
      options: [
        {
          id: "name-yes",
          label: "Sim",
          also: ["s", "ss", "isso", "isso mesmo", "pode", "pode sim", "certo", "correto", "claro", "ok"],
          goto: "name-confirmed",
        },
        { id: "name-fix", label: "Corrigir", also: ["não", "n", "errado", "mudar", "trocar"], goto: "correct-name" },
      ],
    },
    "correct-name": {
      ask: "Sem problema! Como devo chamar você?",
      capture: { into: "name", as: "person-name" },
      next: "confirm-name",
    },
    "name-confirmed": { say: "Que bom conhecer você, {name}!", next: "services" },
    services: {
      needs: { value: "name", otherwise: "ask-name" },
      ask: "Sobre qual atendimento você gostaria de saber?",
      show: { as: "list", title: "Atendimentos", buttonLabel: "Ver opções" },
      options: [
        service("individual", "Psicoterapia individual", "Para adolescentes e adultos", [
          "individual",
          "psicoterapia",
          "terapia",
          "psicóloga",
          "psicólogo",
        ]),
        service("couple", "Terapia de casal", "Para vocês dois", ["casal", "psicoterapia de casal"]),
        service("child", "Psicoterapia infantil", "Até 12 anos", ["infantil", "criança", "terapia infantil"]),
        service("assessment", "Aval. neuropsicológica", "Com laudo", [
          "avaliação neuropsicológica",
          "avaliação",
          "neuropsicológica",
          "neuropsicóloga",
          "laudo",
        ]),
        service("psychiatry", "Psiquiatria", "Consulta médica", ["psiquiatra"]),
        service("speech", "Fonoaudiologia", "Fala, voz e linguagem", ["fono", "fonoaudióloga"]),
        {
          id: "talk-to-person",
          label: "Falar com uma pessoa",
          also: ["equipe"],
          goto: "handoff-requested",
          anytime: true,
        },
      ],
    },
    "service-explained": {
      needs: { value: "service", otherwise: "services" },
      sayBy: { value: "service", texts: SERVICES },
      ask: "Como você prefere continuar?",
      show: { as: "buttons" },
      options: [
        {
          id: "book",
          label: "Quero agendar",
          also: ["agendar", "marcar", "quero marcar", "sim"],
          goto: "wants-appointment",
        },
        {
          id: "other-service",
          label: "Outro serviço",
          also: ["outro", "outros", "outro atendimento"],
          goto: "services",
        },
        { id: "team", label: "Falar com a equipe", also: ["equipe"], goto: "handoff-requested" },
      ],
    },
    "wants-appointment": {
      needs: { value: "service", otherwise: "services" },
      ask: "Ótimo! Quais dias e períodos são melhores para você? Por exemplo: *terça ou quinta, à tarde*.",
      invalid: "Desculpe, não consegui entender os dias. 🙈",
      capture: { into: "preference", as: "free-text", kinds: { audio: "(enviado em áudio)" } },
      next: "summary",
    },
    summary: {
      needs: { value: "preference", otherwise: "wants-appointment" },
      ask: "Veja se está tudo certo:\n\n👤 {name}\n💚 {serviceName}\n🗓️ {preference}\n\nPosso passar para a equipe?",
      show: { as: "buttons" },
      options: [
        {
          id: "summary-yes",
          label: "Sim, pode passar",
          also: ["sim", "s", "pode", "pode sim", "isso", "certo", "tudo certo", "confirmo", "ok"],
          goto: "appointment-requested",
        },
        {
          id: "summary-change",
          label: "Mudar horário",
          also: ["mudar", "corrigir", "não", "n", "trocar"],
          goto: "wants-appointment",
        },
        {
          id: "summary-not-now",
          label: "Agora não",
          also: ["depois", "desistir", "deixa para depois"],
          goto: "closing",
        },
      ],
    },
    "appointment-requested": {
      say: "Pronto, {name}! Passei seu pedido para a equipe, que vai responder por aqui para combinar o horário. 💚",
      handoff: { team: "reception", reason: "appointment" },
    },
    "handoff-requested": {
      say: "Já chamei uma pessoa da equipe. Ela vai continuar a conversa por aqui; se quiser, pode ir contando como podemos ajudar. 💚",
      handoff: { team: "reception", reason: "asked" },
    },
    closing: {
      say: "Tudo bem! Obrigada por falar com a gente. Quando quiser, é só escrever por aqui. 💚",
      end: true,
      next: "services",
    },
  },
} as const satisfies Omit<Flow, "version">;

/** A flow's version is the hash of its content: it cannot change without being another version. */
export const clinicFlow: Flow = { ...content, version: stableId("flow", JSON.stringify(content)) };

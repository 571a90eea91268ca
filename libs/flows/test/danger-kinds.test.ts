import { describe, expect, test } from "vitest";
import { after } from "./said-after.ts";

/* Which danger it is, who is in it, and how long it stands. */
const called = ({ last }: ReturnType<typeof after>) =>
  last.commands.flatMap((one) =>
    one.type === "request-handoff" ? [`${one.reason}:${one.priority}:${one.summary.danger ?? ""}`] : [],
  );

describe("blows are violence, whatever despair stands beside them", () => {
  test.each([
    "não aguento mais, meu namorado me deu um soco ontem e volta hoje à noite",
    "no doy más, mi pareja me volvió a golpear y llega a las nueve",
    "I can't go on like this, my partner beat me again and he gets home at eight",
  ])("%s", (text) => {
    const chat = after(text);
    expect(called(chat).join()).toMatch(/violence/);
    expect(chat.step === "concern" || chat.texts.includes("*180*")).toBe(true);
  });
});

describe("the sentence is for the person in danger", () => {
  test.each([
    "meu primo tá em surto com uma faca na mão e minha tia de 74 anos tá sozinha com ele",
    "mi tío está en brote con un cuchillo y mi abuela de 83 años está sola con él",
    "my cousin is psychotic with a knife and my 79 year old mum is alone with him",
    "ele se trancou no quarto com ela, minha mãe tem 76 anos, ele tá com a faca",
  ])("no child is in %s", (text) => {
    const chat = after(text);
    expect(called(chat).join()).not.toMatch(/child_danger/);
    expect(chat.texts).not.toMatch(/criança|niña|child/);
    expect(chat.step === "concern" || chat.texts.includes("*190*")).toBe(true);
  });

  test("a child who is known is a child", () =>
    expect(called(after("oi", "Ana Lima", "o padrasto bate no meu filho de 6 anos todo dia")).join()).toMatch(
      /child_danger/,
    ));

  test.each([
    "sentei na beira do viaduto ontem, quase que pulei",
    "estuve en el borde del puente anoche, casi salto",
    "I stood on the edge of the bridge last night, I nearly jumped",
    "minha sobrinha escreveu que não passa do natal e tá dando as coisas dela",
  ])("somebody's own life: %s", (text) => expect(called(after(text)).join()).toMatch(/self_harm/));

  test.each([
    "desde que o bebê nasceu vejo imagens de eu jogando ele da janela, tenho medo de ficar sozinha com ele",
    "desde que nació mi bebé me vienen imágenes de yo tirándolo por la ventana, tengo miedo de mí",
    "since the baby was born I keep seeing myself throwing her out of the window, I'm scared of myself",
  ])("not the writer's own life: %s", (text) => expect(called(after(text)).join()).not.toMatch(/self_harm/));
});

describe("what harms within reach is certain", () => {
  test.each([
    "queria sumir, tô com os remédios da minha avó na mão",
    "quiero desaparecer, tengo las pastillas de mi hermana en la mano",
    "I want to disappear, I've got my dad's pills in my hand",
  ])("%s", (text) => {
    const chat = after(text);
    expect(called(chat).join()).toMatch(/red-flag:urgent/);
    expect(chat.texts).toMatch(/\*192\*/);
    expect(chat.texts).not.toMatch(/essa pessoa|esa persona|this person/);
  });
});

describe("whose it is can be put right", () => {
  test.each([
    ["minha irmã quer se matar, ela tá com os remédios", "não é outra pessoa, sou eu", /essa pessoa|ao lado/],
    ["mi amiga se quiere matar", "no es otra persona, soy yo", /esa persona|al lado/],
    ["my friend wants to kill herself", "it's not someone else, it's me", /this person|beside/],
  ])("%s → %s", (told, text, theirs) => {
    const chat = after(told, text);
    expect(called(chat)).toContain("red-flag:urgent:self_harm");
    expect(chat.texts).not.toMatch(theirs);
    expect(chat.texts).toMatch(/\*188\*/);
  });

  const TAKEN = {
    pt: [
      "quero morrer",
      "já tomei uns comprimidos",
      "tô ficando tonta",
      "minha vista tá turva",
      "tá aí?",
      "e agora",
      "obrigada",
    ],
    es: [
      "quiero morir",
      "ya me tomé algunas pastillas",
      "me estoy mareando",
      "veo borroso, vista borrosa",
      "¿estás?",
      "y ahora",
      "gracias",
    ],
    en: [
      "i want to die",
      "i already took some pills",
      "i'm getting dizzy",
      "i feel numb",
      "are you there?",
      "what now",
      "thank you",
    ],
  };
  test.each(Object.entries(TAKEN))("an overdose in %s has the number in each answer", (_, lines) => {
    const chat = after(lines[0]!);
    for (const line of lines.slice(1)) {
      chat.say(line);
      expect(chat.texts, line).toMatch(/\*192\*/);
      expect(chat.texts, line).not.toMatch(/essa pessoa|esa persona|this person/);
    }
  });

  test.each([
    ["tomei a cartela toda de remédio", "tô ficando mole"],
    ["me tomé todas las pastillas", "me estoy mareando mucho"],
    ["i took all my pills", "i feel really dizzy now"],
    ["meu marido tá me batendo, socorro", "ele voltou"],
    ["mi marido me está pegando, auxilio", "acaba de llegar a la puerta, vuelve"],
    ["my husband is beating me, help", "he's on his way"],
  ])("what gets worse is told to the team: %s → %s", (told, text) =>
    expect(called(after(told, text)).join()).toMatch(/red-flag:urgent/),
  );
});

const BEATEN = {
  pt: ["meu marido tá me batendo, socorro", "não quero me matar, preciso de um lugar seguro pra mim e as crianças"],
  es: ["mi marido me está pegando, auxilio", "no pienso suicidarme, necesito un lugar seguro para mí y los chicos"],
  en: ["my husband is beating me, help", "i'm not suicidal, i need somewhere safe for me and the kids"],
};

describe("who denies one danger is in the other still", () => {
  test.each(Object.entries(BEATEN))("in %s", (_, lines) => {
    const chat = after(...lines);
    expect(called(chat).join()).not.toMatch(/danger-over/);
    expect(chat.texts).not.toMatch(/alívio|alivio|relief/);
  });

  test.each([
    [
      "pt",
      "tem algum número pra mulher?",
      "falar com uma pessoa",
      "menu",
      "oi? ele tá saindo do trabalho",
      "ele volta às 7",
    ],
    ["es", "¿hay un número para mujeres?", "hablar con alguien", "menú", "¿hola? sale del trabajo", "vuelve a las 7"],
    ["en", "is there a number for women?", "talk to someone", "menu", "hello? he's leaving work", "he's back at 7"],
  ] as const)("and stays in it, in %s", (lang, ...lines) => {
    const chat = after(...BEATEN[lang]);
    for (const line of lines) {
      chat.say(line);
      expect(chat.texts, line).toMatch(/\*190\*/);
      expect(called(chat).join(), line).not.toMatch(/normal|danger-over/);
    }
  });

  test.each([
    [BEATEN.pt, "liguei no 180, as crianças estão com a vizinha"],
    [BEATEN.es, "llamé al 180, los chicos están con mi vecina"],
    [BEATEN.en, "i called 180, the kids are safe with my neighbour"],
  ])("good news is no other danger: %s → %s", (lines, text) => {
    const chat = after(...lines, text);
    expect(called(chat).join()).not.toMatch(/child_danger|danger-over/);
    expect(chat.texts).not.toMatch(/não acorda|no despierta|wake up/);
  });

  test.each([
    ["meu marido tá me batendo, socorro", "ele foi trabalhar, agora tá tranquilo"],
    ["mi marido me está pegando, auxilio", "se fue al trabajo, ahora está todo tranquilo"],
    ["my husband is beating me, help", "he went to work, it's all calm now"],
  ])("who beats comes back: %s → %s", (told, text) =>
    expect(called(after(told, text)).join()).not.toMatch(/danger-over/),
  );

  test("and where it was asked about and not cleared, a person is wanted urgently", () => {
    const chat = after("meu marido me bate", "não sei", "quero marcar", "falar com uma pessoa");
    expect(called(chat).join()).toMatch(/red-flag:urgent:violence/);
    expect(chat.texts).toMatch(/\*190\*/);
  });

  test("who took leave is believed no calm word", () => {
    const chat = after("deixei tudo arrumado, o gato já está com minha prima. só queria agradecer antes de ir");
    expect(chat.step).toBe("concern");
    chat.say("pode continuar, tranquilo. só manda meu abraço pra ela");
    expect(called(chat).join()).toMatch(/red-flag:urgent/);
  });
});

describe("what only looks like a danger raises no certain alarm", () => {
  test.each([
    "o Davi está com febre, não vai amanhã",
    "Nico tiene fiebre, mañana no va",
    "Ella has a fever, so she can't come tomorrow",
    "meu filho de 10 chora toda manhã pra não ir pra escola, tem psicóloga?",
    "mi hija de 9 no quiere ir al colegio y llora, ¿atienden niños?",
    "my son is 12, refusing school since april and crying every morning. do you see children?",
    "minha sogra tem 77, anda esquecida e deixou o gás ligado. fazem teste de memória?",
    "mi suegro tiene 81, se olvida y dejó el gas prendido. ¿hacen pruebas de memoria?",
    "my grandma is 84, quite forgetful, left the oven on twice. do you do memory tests?",
    "é pro meu pai, sem pressa, nada perigoso",
    "it's for my dad, no hurry, nothing serious",
    "sou professor, um aluno de 9 anos bate nos colegas, vocês fazem avaliação?",
    "soy maestra, un alumno de 7 les pega a los compañeros, ¿hacen evaluación?",
    "i'm a teacher, a pupil of 8 hits his classmates, do you do assessments?",
    "levo ele no pronto-socorro? não, ele só está chorando, não se machucou",
    "¿lo llevo a la guardia? no, solo está llorando, no se lastimó",
    "should I take him to the hospital? no, he's just crying, he isn't hurt",
  ])("%s", (text) => expect(called(after("oi", "Ana Lima", text)).join()).not.toMatch(/red-flag/));

  const ASKED = ["oi", "Ana Lima", "minha filha desmaiou, quero cancelar a consulta"];
  test.each([
    "não não é só febre, nada grave",
    "no no, solo es fiebre, nada serio",
    "no no it's just a fever, nothing serious lol",
    "não moça, é só manha",
  ])("asked about, %s is a denial", (text) => {
    const chat = after(...ASKED);
    if (chat.step !== "concern") return;
    chat.say(text);
    expect(called(chat).join()).not.toMatch(/urgent/);
    expect(chat.step).not.toBe("concern");
  });

  test("what stands beside the denial is kept", () => {
    const chat = after(
      "oi",
      "Ana Lima",
      "[menu-book]",
      "[whom-self]",
      "terapia individual",
      "meu marido é agressivo comigo",
    );
    expect(chat.step).toBe("concern");
    chat.say("não moça, é só jeito de falar. presencial, particular, terça à tarde");
    expect(chat.values).toMatchObject({ insurance: "private", modality: "in-person", service: "individual" });
  });
});

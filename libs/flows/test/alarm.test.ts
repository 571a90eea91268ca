import { describe, expect, test } from "vitest";
import { after } from "./said-after.ts";

/* The answer to the question about a danger, and the way out of an alarm. */
const called = ({ last }: ReturnType<typeof after>) =>
  last.commands.flatMap((one) => (one.type === "request-handoff" ? [`${one.reason}:${one.priority}`] : []));

describe("asked whether it is now, a plain denial in any words is one", () => {
  const ASKED = ["oi", "Ana Lima", "meu marido é agressivo comigo"];
  test.each([
    "não moça kkk",
    "imagina, é só jeito de falar",
    "nao, ta tudo certo, é que eu queria saber o preço",
    "nao ja fechei o gás kkk ele ta bem",
    "no, está todo bien",
    "nope, all good here",
    "isso foi ano passado",
  ])("%s", (text) => {
    expect(after(...ASKED).step).toBe("concern");
    const chat = after(...ASKED, text);
    expect(called(chat)).toEqual([]);
    expect(chat.step).not.toBe("concern");
  });

  test.each(["não tô bem", "não, ele tá batendo na porta com uma faca", "sim", "não passou, ele tá aqui"])(
    "but not: %s",
    (text) => expect(called(after(...ASKED, text)).join()).toMatch(/urgent|^$/),
  );
});

describe("it goes on, and nobody is in danger now", () => {
  const ASKED = ["oi, minha filha de 15 anos tem se cortado"];
  test.each([
    "não passou, mas ela não está em perigo agora, está na escola",
    "não acabou, mas ela não corre perigo agora",
    "it's not over, but she is not in danger right now",
  ])("%s is no yes", (text) => {
    expect(after(...ASKED).step).toBe("concern");
    const chat = after(...ASKED, text);
    expect(called(chat)).toEqual([]);
    expect(chat.step).not.toBe("concern");
  });

  test("what it denies may be another danger", () =>
    expect(called(after(...ASKED, "não está em perigo mas quer morrer")).join()).toMatch(/urgent/));
});

describe("a thought of doing it is asked about", () => {
  test.each([
    "é que eu to pensando em besteira de novo",
    "voltei a pensar em besteira",
    "tenho pensado em bobagem",
    "desisto de tudo",
  ])("%s", (text) => expect(after("oi", "Ana Lima", text).step).toBe("concern"));
  test.each(["fiz besteira no cadastro, é Ana", "desculpa a bobagem"])("%s is none", (text) =>
    expect(after("oi", "Ana Lima", text).step).not.toBe("concern"),
  );
});

describe("who takes leave is believed no all-clear", () => {
  const LEFT = ["se eu sumisse ninguém ia notar", "fica tranquila, vai passar. cuida das minhas filhas"];
  test("the numbers come, and the team is called urgently", () => {
    const chat = after(...LEFT);
    expect(called(chat)).toEqual(["red-flag:urgent"]);
    expect(chat.texts).toMatch(/\*188\*/);
  });
  test.each(["hoje não. marquei comigo pra sábado", "agora não, depois eu vejo isso", "hoy no, el sábado sí"])(
    "%s is no plain no",
    (text) => expect(after("se eu sumisse ninguém ia notar", text).step).toMatch(/^(?:concern|danger-now)$/),
  );
  test.each(["foi engano", "tô bem, já passou", "estava brincando", "quero marcar uma consulta", "qual o endereço?"])(
    "%s ends nothing",
    (text) => expect(called(after(...LEFT, text, "quero sumir")).join()).toMatch(/red-flag:urgent/),
  );
});

describe("an alarm ends where it is taken back or over", () => {
  const ALARMED = ["tô sangrando muito, não para"];
  test.each([
    "foi engano, desculpa",
    "passou, tô bem",
    "parou de sangrar",
    "já fui atendida",
    "o samu levou ela",
    "eles chegaram, levaram ela",
    "já está tudo bem, foi resolvido",
    "ya pasó, estoy bien",
    "it stopped bleeding, I'm fine",
  ])("%s", (text) => {
    const chat = after(...ALARMED, text);
    expect(called(chat)).toEqual(["danger-over:urgent"]);
    expect(chat.step).toBe("main-menu");
  });

  test.each(["ainda não passou", "não foi engano", "não", "tá tudo bem mas não para de sangrar", "obrigada"])(
    "but not by: %s",
    (text) => expect(called(after(...ALARMED, text))).not.toContain("danger-over:urgent"),
  );

  test("what they want comes next, told in the same breath or before", () => {
    expect(after(...ALARMED, "passou, tô bem. quero marcar uma consulta").values.topic).toBe("booking");
    expect(after(...ALARMED, "queria marcar uma consulta", "já passou").values.topic).toBe("booking");
  });
});

describe("an alarm does not end by what only ends another", () => {
  test.each([
    ["meu marido tá me batendo, socorro", "ele voltou pra casa"],
    ["meu marido tá me batendo, socorro", "tô em casa"],
    ["meu marido tá me batendo, socorro", "ele acordou"],
    ["quero me matar", "tudo acabou"],
    ["quero me matar", "já resolvi tudo"],
    ["quero me matar", "era brincadeira, mas não sei"],
    ["quero me matar", "no tengo miedo de morir"],
    ["quero me matar", "I'm at home"],
    ["meu pai tá com dor forte no peito e sem ar", "ele tá em casa"],
  ])("%s → %s", (alarm, text) => expect(called(after(alarm, text))).not.toContain("danger-over:urgent"));

  test.each([
    ["meu marido é agressivo comigo", "há meses que ele me bate"],
    ["meu marido é agressivo comigo", "ele tá em casa"],
    ["se eu sumisse ninguém ia notar", "faz tempo que eu quero morrer"],
    ["se eu sumisse ninguém ia notar", "não aguento mais quero morrer"],
  ])("asked whether it is now: %s → %s", (told, text) =>
    expect(called(after("oi", "Ana Lima", told, text)).join()).toMatch(/red-flag:urgent/),
  );
});

describe("a question in an alarm is answered, and no help is invented", () => {
  test.each([
    ["ligo pra quem?", /\*192\*/],
    ["o samu vem pra isso?", /\*192\*.*atende/],
    ["quanto tempo demora?", /não sei dizer/],
    ["a quién llamo?", /\*192\*/],
    ["does the ambulance come for this?", /\*192\*/],
    ["me passa pra uma pessoa", /pessoa da equipe/],
  ])("%s", (text, words) => {
    const { texts } = after("tô sangrando muito, não para", text);
    expect(texts).toMatch(words);
    expect(texts).not.toMatch(/a caminho|en camino|on its way/);
  });

  test("silence comes from no bot, and no sentence twice in a row", () => {
    const chat = after("tô sangrando muito, não para");
    const texts = Array.from({ length: 9 }, (_, n) => {
      chat.say(`e agora ${n}`);
      return chat.texts;
    });
    expect(texts.filter((text) => text === "")).toEqual([]);
    expect(texts.filter((text, n) => text === texts[n - 1])).toEqual([]);
  });
});

describe("who is read along is not unsubscribed", () => {
  test.each([
    "não manda mensagem depois das 18h e apaga essa conversa",
    "no me escribas después de las 18 y borra este chat",
    "don't text me after 6pm and delete this chat",
  ])("%s", (text) => {
    const chat = after("oi", "Ana Lima", text);
    expect(chat.last.rule).not.toBe("stop");
    expect(called(chat)).toEqual(["quiet-hours:high"]);
    expect(chat.texts).toMatch(/\*180\*/);
  });

  test.each(["não manda mensagem depois das 20h", "don't message me at night"])("%s is a wish about when", (text) =>
    expect(called(after("oi", "Ana Lima", text))).toEqual(["quiet-hours:normal"]),
  );
});

describe("none of these is asked about", () => {
  test.each([
    "minha mãe de 80 anos anda esquecendo as coisas",
    "meu filho troca as letras e tem dificuldade de leitura",
    "mi hijo confunde letras, le cuesta leer",
    "my daughter mixes up letters",
    "tomo 20mg, só tenho mais 4 comprimidos",
    "minha amiga disse que a Dra Ana é um anjo",
    "to amamentando, posso tomar remédio?",
  ])("%s", (text) => expect(after("oi", "Ana Lima", text).step).not.toBe("concern"));
});

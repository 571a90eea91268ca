import { describe, expect, test } from "vitest";
import { matchExactly } from "../src/reading/options.ts";
import { flowWith, flow as small } from "./flow.ts";
import { talk } from "./talk.ts";

const ten = Array.from({ length: 10 }, (_, index) => ({
  id: `o-${index + 1}`,
  names: [`coisa ${index + 1}`],
})) as never;
const chosen = (text: string) => matchExactly(ten, { kind: "text", text, optionId: null })?.id ?? null;

describe("a number that is chosen", () => {
  test.each([
    ..."5|5.|5)|(5)|5!!|5️⃣|５|⑤|05|5ª|a 5ª|nº 5|n° 5|Nº5|n. 5|num 5|#5|opção5|opçao 5|opcion 5|Opção nº 5".split("|"),
    ..."item5|numero5|op 5|op. 5|op5|opc 5|cinco|cinco por favor|5 pfv|5 pls|quero a 5|quero a opção 5, por favor|fico com a 5".split(
      "|",
    ),
    ..."vou de 5|prefiro a quinta|5, obrigada|a de número 5|me quedo con la 5|i'll take 5|number 5 please".split("|"),
  ])("is read in %s", (text) => expect(chosen(text)).toBe("o-5"));

  test("also as the sign for ten", () => expect(chosen("🔟")).toBe("o-10"));

  test.each([
    ..."cinco anos|5 anos|tem 5 anos|5 e 6|5 vezes por semana|dia 5|às 5|5h|5 horas|15|quero 5 sessões".split("|"),
    ..."no 5|5 de maio|R$ 5|5,50|quinze".split("|"),
  ])("is none in %s", (text) => expect(chosen(text)).toBeNull());
});

const flow = flowWith({
  words: {
    ...small.definition.words,
    stop: { pt: ["parar", "sair", "stop", "parar mensagens"] },
    thanks: { pt: ["obrigado", "obrigada"] },
  },
});

describe("a stop word with what people say around it", () => {
  test.each([
    ..."Parar. Obrigado|parar agora|SAIR!!!|stop pls|Stop, please|por favor parar|PARAR PARAR|oi, parar".split("|"),
    ..."P A R A R|S-A-I-R !|parar mensagens já|sair por gentileza|🛑 parar 🙏|parar ahora|obrigado, sair".split("|"),
  ])("stops: %s", (text) => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.say(text)).toMatchObject({ rule: "stop", state: { optedOut: true } });
  });

  test.each([
    ..."parar o tratamento|não parar|obrigado|agora|parar de tomar o remédio|posso parar?|sair de casa é difícil".split(
      "|",
    ),
  ])("and other words mean something else: %s", (text) => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.say(text).state.optedOut).toBe(false);
  });

  test("and whoever wants to come back is heard in the same way", () => {
    const chat = talk(flow);
    chat.say("parar");
    expect(chat.say("Voltar, por favor!")).toMatchObject({ rule: "opted-in", state: { optedOut: false } });
  });

  test.each([
    ["menu, por favor", "menu"],
    ["Atendente!!! por favor", "handoff:asked"],
    ["repetir pfv", "repeat"],
  ])("so are the other words that act anywhere: %s", (text, rule) => {
    const chat = talk(flow);
    chat.say("oi");
    expect(chat.say(text).rule).toBe(rule);
  });
});

import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

/* A wish for no more messages beside one that what is kept be erased: both are heeded. */
const asked = (text: string, ...before: readonly string[]) => {
  const { last, texts } = after(...before, text);
  const handoffs = last.commands.flatMap((one) => (one.type === "request-handoff" ? [one.reason] : []));
  return { rule: last.rule, handoffs, texts };
};

describe("silence beside a request about data", () => {
  test.each([
    ["parem de mandar mensagem e apaguem meus dados", /15 dias.*voltar/s],
    ["para de mandar e apaga minhas mensagens", /15 dias.*voltar/s],
    ["não me mandem mais nada e excluam meus dados", /15 dias.*voltar/s],
    ["apaga meus dados e não me escreve mais", /15 dias.*voltar/s],
    ["não quero mais receber mensagens, apaga tudo", /15 dias.*voltar/s],
    ["dejen de escribirme y borren mis datos", /15 días.*volver/s],
    ["no me manden más mensajes y eliminen mis datos", /15 días.*volver/s],
    ["stop texting me and delete my data", /15 days.*start/s],
    ["don't message me again and erase my records", /15 days.*start/s],
    ["delete my data and leave me alone", /15 days.*start/s],
  ])("%s stops the messages, and is passed on", (text, words) => {
    for (const before of [[], BOOKING]) {
      const { rule, handoffs, texts } = asked(text, ...before);
      expect(rule).toBe("stop");
      expect(handoffs).toEqual(["privacy"]);
      expect(texts).toMatch(words);
    }
  });

  test.each([
    "apaguem meus dados",
    "apaga minhas mensagens",
    "não recebi nada, apaguem meus dados",
    "não enviei esses documentos, apaguem os meus dados",
    "borren mis datos",
    "borren mis mensajes",
    "delete my data",
    "delete my messages please",
    "don't send my records to anyone, delete my data",
  ])("%s is no stop", (text) =>
    expect(asked(text, ...BOOKING)).toMatchObject({ rule: "flow:1:act", handoffs: ["privacy"] }),
  );

  test.each(["parem de mandar mensagem", "stop texting me"])("%s alone passes nothing on", (text) =>
    expect(asked(text)).toMatchObject({ rule: "stop", handoffs: [] }),
  );
});

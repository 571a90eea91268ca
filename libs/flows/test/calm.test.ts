import { describe, expect, test } from "vitest";
import { after } from "./said-after.ts";

/* Where a form makes a wish certain, a danger in the same words is asked about all the same. */
describe("a possible danger in the words of a wish", () => {
  test.each([
    "eu só quero me apagar de tudo",
    "quiero borrar todo de mi vida",
    "I want to delete everything",
    "I can't make it anymore",
    "I'm not going to be there tomorrow, tell my mom sorry",
  ])("%s is asked about", (text) => expect(after(text).step).toBe("concern"));

  test.each(["não consigo ir amanhã", "no puedo ir mañana", "I can't make it tomorrow"])(
    "%s tells of a visit alone",
    (text) => expect(after(text).step).toBe("cancel-when"),
  );
});

describe("everything", () => {
  test.each([
    "apaguem tudo, todos os meus dados",
    "os meus dados, apaguem tudo",
    "borren todo, la conversación y los datos",
    "delete everything, all my data",
  ])("%s is about what is kept of somebody", (text) => expect(after("oi", text).step).toBe("privacy-request"));

  test.each(["quero apagar tudo", "quiero borrar todo", "I want to erase everything"])(
    "%s is certain by no form",
    (text) =>
      expect(after("oi", text).last.facts.understanding!.reading!.acts).not.toContainEqual(
        expect.objectContaining({ byForm: true }),
      ),
  );
});

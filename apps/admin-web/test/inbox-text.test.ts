import { expect, it } from "vitest";
import { clock, partsOf, plainText } from "../src/lib/inbox/text.ts";

it.each([
  ["oi", "plain:oi"],
  ["um *preço* bom", "plain:um |bold:preço|plain: bom"],
  ["_ou_ ~não~ ```sim```", "italic:ou|plain: |strike:não|plain: |code:sim"],
  ["2*3*4 e a_b_c", "plain:2*3*4 e a_b_c"],
  ["* item\n* outro", "plain:* item\n* outro"],
  ["veja https://exemplo.com.br/a?b=1.", "plain:veja |link:https://exemplo.com.br/a?b=1|plain:."],
  ["javascript:alert(1)", "plain:javascript:alert(1)"],
  ["", ""],
])("%s", (text, parts) => {
  expect(
    partsOf(text)
      .map(({ kind, text }) => `${kind}:${text}`)
      .join("|"),
  ).toBe(parts);
});

it("leaves the words where there is no room for marks", () => {
  expect(plainText("*R$ 200* por _sessão_")).toBe("R$ 200 por sessão");
});

it("tells seconds as a player does", () => {
  expect([0, 7.9, 65, 600].map(clock)).toEqual(["0:00", "0:07", "1:05", "10:00"]);
});

import type { Command } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { after, SUMMARY } from "./said-after.ts";

/*
 * What a message names without wanting it changes nothing of what was read back, and sends nothing.
 */

const isSent = (commands: readonly Command[]) => commands.some(({ type }) => type === "capture-lead");

describe("at the summary nothing is changed and nothing sent", () => {
  test.each([
    "não quero por vídeo",
    "por vídeo nem pensar",
    "vi num vídeo que terapia ajuda",
    "minha irmã tem amil",
    "minha mãe também tem unimed",
    "eu tinha bradesco antes",
    "meu irmão faz terapia de casal aí",
    "meu terapeuta antigo era de casal",
    "quinta não posso",
    "quinta eu tenho aula",
    "sim, mas quinta não dá",
    "sim, menos quinta",
    "minha filha Ana Luiza nasceu dia 3",
    "a psicóloga se chama Ana Lins",
  ])("%s", (text) => {
    const before = after(...SUMMARY).values;
    const { values, last } = after(...SUMMARY, text);
    const { for_whom, service, modality, insurance, preference, name } = values;
    if (!/filha/.test(text)) expect(for_whom).toBe(before.for_whom);
    expect({ service, modality, insurance, preference, name }).toEqual({
      service: before.service,
      modality: before.modality,
      insurance: before.insurance,
      preference: before.preference,
      name: before.name,
    });
    expect(isSent(last.commands)).toBe(false);
  });
});

describe("all is right but one thing, which is asked for", () => {
  test.each([
    ["tá tudo certo, menos o convênio", "insurance"],
    ["tudo certo, exceto o dia", "days"],
    ["sim, menos o nome", "correct-name"],
    ["todo bien, menos el seguro", "insurance"],
    ["all good except the insurance", "insurance"],
  ])("%s", (text, step) => {
    const { step: now, last } = after(...SUMMARY, text);
    expect(isSent(last.commands)).toBe(false);
    expect(now).toBe(step);
  });
});

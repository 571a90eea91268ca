import { expect, it, vi } from "vitest";
import { saidIn } from "#lib/leads/captured.ts";
import type { Lead } from "#lib/leads/changes.ts";
import { bodyOf, formOf } from "#lib/leads/conversion.ts";

// A browser's: of who is logged in nothing is asked here.
vi.mock("#lib/session/session.svelte.ts", () => ({ session: {} }));

const lead = (captured: Record<string, string>) =>
  ({
    ...{ name: "Carlos Prado", patientName: "Miguel", forWhom: "child", contactKey: "5511987650011", captured },
  }) as unknown as Lead;

it.each([
  ["a sua mãe", "", undefined],
  ["mãe", "mother", "mother"],
  ["pai do Miguel", "father", "father"],
  ["mãe ou pai", "", undefined],
])("how a guardian belongs to a patient is what was said (%s), and asked where it was not", (guardian, start, sent) => {
  const form = formOf(lead({ guardian }));
  expect(form.relation).toBe(start);
  expect(bodyOf(form, false)?.link?.relation).toBe(sent);
  expect(bodyOf({ ...form, relation: "father" }, false)?.link?.relation).toBe("father");
});

it("of a patient who writes for themselves nothing of the kind is asked", () => {
  const alone = { ...lead({}), patientName: null, forWhom: "self" } as Lead;
  expect(bodyOf(formOf(alone), false)).toMatchObject({ writes: "patient", patient: { name: "Carlos Prado" } });
});

it.each(["small_age", "teen_age"])("an age is called an age, whatever the flow calls it: %s", (key) => {
  expect(saidIn(lead({ [key]: "7 anos" }))).toEqual([{ label: "Idade", value: "7 anos" }]);
});

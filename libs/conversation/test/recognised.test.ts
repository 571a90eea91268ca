import type { PatientCard } from "@acolhe/events";
import { clinicFlow } from "@acolhe/flows";
import { expect, test } from "vitest";
import { talk } from "./talk.ts";

const patient: PatientCard = {
  name: "Joana Prado",
  patients: [{ id: "p1", name: "Joana Prado", relation: "self" }],
};
/** Greeted while the records were silent: nobody is known. */
const greeted = () => {
  const chat = talk(clinicFlow);
  const turn = chat.say("oi", { facts: { recordsSilent: true } });
  expect(turn.state).toMatchObject({ unrecognised: true, step: "ask-name" });
  return chat;
};

test("whom the records tell of only after the greeting is greeted by name, and not asked for it again", () => {
  const turn = greeted().say("boa tarde", { facts: { patient } });
  expect(turn).toMatchObject({ rule: "recognised", state: { unrecognised: false } });
  expect(turn.texts[0]).toContain("Joana");
  expect(turn.state.values).toMatchObject({ name: "Joana Prado", patient: "p1", patient_name: "Joana Prado" });
  expect(turn.state.step).not.toBe("ask-name");
});

test("the name that was given meanwhile stays, and the rest is learned", () => {
  const chat = greeted();
  chat.say("Jô Prado", { facts: { recordsSilent: true } });
  const turn = chat.say("menu", { facts: { patient } });
  expect(turn.rule).toBe("menu");
  expect(turn.state.values).toMatchObject({ name: "Jô Prado", patient: "p1" });
});

test("a wish is heard at once", () => {
  const turn = greeted().say("atendente", { facts: { patient } });
  expect(turn).toMatchObject({ rule: "handoff:asked", state: { unrecognised: false } });
});

test("who is new by the records is no riddle", () => {
  const chat = talk(clinicFlow);
  expect(chat.say("oi").state.unrecognised).toBe(false);
});

import { describe, expect, test } from "vitest";
import { after, BOOKING } from "./said-after.ts";

const INSURANCE = [...BOOKING, "[whom-self]", "terapia individual", "presencial"];
const EN = ["hello", "Ann Lee", "individual therapy for me", "yes", "at the clinic"];

describe("who asks what paying alone costs has not chosen it", () => {
  test.each(["é particular quanto?", "e o particular sai por quanto?", "oi, quanto é particular?"])("%s", (text) => {
    const told = after(...INSURANCE, text);
    expect(told).toMatchObject({ step: "insurance" });
    expect(told.values.insurance).toBeUndefined();
    expect(told.texts).toContain("R$");
  });

  test("in English", () => expect(after(...EN, "how much without insurance?").values.insurance).toBeUndefined());

  test.each(["particular. quanto é?", "particular, quanto fica?", "no insurance. how much is it?", "particular mesmo"])(
    "%s chooses it, too",
    (text) => expect(after(...INSURANCE, text).values.insurance).toBe("private"),
  );
});

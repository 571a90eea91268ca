import { expect, test } from "vitest";
import { mayBeOf } from "../src/resolve/own-words.ts";

const place = { turnSeq: 1, index: 0 };
const called = (number = 1) => ({ ...place, number, contentHash: "words" });
const outcome = (status: "accepted" | "refused" | "held", attempt = 1) => ({ ...place, attempt, status, at: 50 });
const givenUp = (settledAs: "given-to-person" | "sent-once-more") =>
  ({ ...place, attempt: 1, status: "settled", settledAs, at: 50 }) as const;
const saidToBeSent = { ...place, attempt: 1, status: "settled", settledAs: "sent", at: 50 } as const;
const settledByEcho = { ...place, attempt: 2, status: "settled", settledAs: "sent", at: 70 } as const;

test.each([
  ["while the call has no answer", 60, [], true],
  ["while its outcome is unknown", 60, [outcome("held")], true],
  ["not once it was answered, under another name", 10, [outcome("accepted")], false],
  ["not once it was refused", 10, [outcome("refused")], false],
  ["where it was said before the attempt was given up", 50, [outcome("held"), givenUp("given-to-person")], true],
  ["not where it was said after that: a person was asked to", 51, [givenUp("given-to-person")], false],
  ["where an operator said since that it was sent", 50, [outcome("held"), saidToBeSent], true],
  ["not where it was said after that: the operator had seen it", 51, [saidToBeSent], false],
  ["not where its own callback settled it", 50, [{ ...saidToBeSent, messageId: "another" }], false],
  ["where the other echo settled it", 60, [givenUp("sent-once-more"), settledByEcho], true],
  ["not long after the command was sent once more", 700_000, [givenUp("sent-once-more")], false],
  ["where the command was sent once more since", 40, [givenUp("sent-once-more"), outcome("accepted", 2)], true],
] as const)("words of an attempt may be its own %s", (_when, at, outcomes, own) => {
  expect(mayBeOf({ contentHash: "words", at }, called(), outcomes)).toBe(own);
  expect(mayBeOf({ contentHash: "others", at }, called(), outcomes)).toBe(false);
});

test("words of the attempt that followed are not answered by what became of the one before", () => {
  expect(mayBeOf({ contentHash: "words", at: 60 }, called(2), [givenUp("sent-once-more")])).toBe(true);
});

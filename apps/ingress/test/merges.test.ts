import type { ContactKey } from "@acolhe/events";
import { eventually } from "@acolhe/testing";
import type { Names } from "@acolhe/zapi";
import { expect, test } from "vitest";
import { twoInstances } from "./identity-desk.ts";

/*
 * The golden table of merges. Names: p, q, r are phones (p- is p without its ninth digit), L, M, N LIDs; "Lp" is a payload
 * with both. A step "Lp→L" expects the conversation of L; "undo p" is an operator's unmerge of the contact p. Contacts are
 * called by the name their key is made of. The case ends with the merges that were announced, younger into older.
 */
const CASES: ReadonlyArray<[string, string, string]> = [
  [
    "a phone and a LID of one person, each seen alone, are one from the payload that links them",
    "L→L p→p Lp→L p→L p-→L L→L",
    "p>L",
  ],
  ["the phone first: the LID's conversation is the younger", "p→p L→L Lp-→p L→p p→p", "L>p"],
  ["linked from the start there is nothing to merge", "Lp→p L→p p-→p", ""],
  [
    "all names of the younger follow, also one that the merging payload does not bring",
    "p→p Mq→q Lp→p Lq→p M→p q→p Mq→p",
    "q>p",
  ],
  [
    "a chain: who was merged into the middle one follows it to the oldest",
    "p→p Mq→q Nr→r Mr→q r→q N→q Lp→p Lr→p N→p M→p q→p",
    "r>q q>p",
  ],
  ["the oldest is found behind two redirects, and is not merged with itself", "p→p q→q Lq→q Lp→p Lq→p q→p Lp→p", "q>p"],
  ["an unmerge gives all names back", "p→p Mq→q Lp→p Lq→p undo q M→q q→q Mq→q L→p p→p", "q>p"],
  [
    "after an unmerge a payload that links both is the LID's, and nothing is merged again",
    "p→p Mq→q Lp→p Lq→p undo q Lq→p Mp→q q→q p→p",
    "q>p",
  ],
  ["a name learned while merged goes back with the name it came with", "p→p q→q Lp→p Lq→p Nq→p undo q N→q Nq→q", "q>p"],
  [
    "an unmerge in the middle of a chain leaves what follows it where it is",
    "p→p Mq→q Nr→r Mr→q Lp→p Lr→p undo q N→q r→q M→q p→p",
    "r>q q>p",
  ],
  ["an unmerge before any merge keeps the contact apart", "p→p Mq→q Lp→p undo q Lq→p q→q M→q", ""],
  ["who was given back can still be the older of another", "p→p Mq→q Lp→p Lq→p undo q r→r Mr→q r→q", "q>p r>q"],
];

const PHONES = "pqr";
const LIDS = "LMN";

for (const [index, [title, steps, merges]] of CASES.entries())
  test(`D13: ${title}`, async () => {
    await using t = await twoInstances();
    for (const first of [0, 1]) {
      const person = nameThem(index * 2 + first);
      let turn = first;
      const script = [...steps.matchAll(/undo (\w)|(\S+)→(\w)/g)];
      t.merges.length = 0;
      for (const [step, undone, said, expected] of script) {
        if (undone) {
          await t.unmerge(person.keyOf(undone));
          continue;
        }
        const names = person.names(said!);
        // Each step on the other instance, whose memory may be a moment behind.
        const instance = turn++;
        const key = person.keyOf(expected!);
        await eventually(async () => (await t.resolve(instance, names)) === key, { what: `${step} of "${steps}"` });
        expect(t.guess(instance, names), `${step}: memory says the same`).toBe(key);
      }
      const announced = t.merges.map(({ younger, survivor }) => `${person.short(younger)}>${person.short(survivor)}`);
      expect(announced.join(" ")).toBe(merges);
    }
  });

test("D13: payloads that link three people's names at once on two instances leave one contact, to which all names lead", async () => {
  await using t = await twoInstances();
  for (let n = 0; n < 25; n++) {
    const person = nameThem(n);
    const alone = ["p", "q", "r", "L", "M", "N"].map((name) => person.names(name));
    await Promise.all(alone.map((names, i) => t.resolve(i, names)));
    const links = ["Lp", "Mq", "Nr", "Lq", "Mr"].map((name) => person.names(name));
    await Promise.all([...links, ...links.toReversed()].map((names, i) => t.resolve(i, names)));
    await eventually(
      async () => {
        const keys = await Promise.all(
          [...alone, ...alone].map((names, i) => t.resolve(i < alone.length ? 0 : 1, names)),
        );
        return new Set(keys).size === 1;
      },
      { what: `person ${n}: one contact` },
    );
  }
});

/** Phones and LIDs no other case has. */
function nameThem(n: number) {
  const last = String(n).padStart(4, "0");
  const value = (name: string) =>
    PHONES.includes(name) ? `55119900${PHONES.indexOf(name)}${last}` : `81896600${LIDS.indexOf(name)}${last}`;
  const keyOf = (name: string) => (PHONES.includes(name) ? value(name) : `lid-${value(name)}`) as ContactKey;
  return {
    keyOf,
    short: (key: string) => [...PHONES, ...LIDS].find((name) => keyOf(name) === key),
    names(said: string): Names {
      const lid = [...LIDS].find((name) => said.includes(name));
      const phone = [...PHONES].find((name) => said.includes(name));
      const digits = phone && (said.endsWith("-") ? value(phone).replace(/^55119/, "5511") : value(phone));
      return {
        ...(lid ? { lid: value(lid) } : {}),
        ...(digits ? { phone: digits } : {}),
        address: digits ?? `${value(lid!)}@lid`,
      };
    },
  };
}

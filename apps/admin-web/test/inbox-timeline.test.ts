import { expect, it } from "vitest";
import { entriesOf, withEarlier, withNewest } from "../src/lib/inbox/timeline.ts";
import type { Item } from "../src/lib/inbox/types.ts";

const at = (minute: number) => `2026-11-29T12:${String(minute).padStart(2, "0")}:00.000Z`;
const message = (minute: number, author: string, rest: object = {}) =>
  ({
    ...{ type: "message", at: at(minute), id: `m${minute}`, author, text: "x", kind: "text" },
    ...{ options: [], choiceId: null, reactsTo: null, attendant: null },
    ...rest,
  }) as unknown as Item;
const turn = (minute: number, mode: string) => ({ type: "turn", at: at(minute), turnSeq: minute, mode }) as Item;
const page = (newestFirst: Item[], next: string | null = null) => ({ items: newestFirst, next });
const told = (items: readonly Item[], isWhole = true) =>
  entriesOf(items, (moment) => moment.slice(0, 10), isWhole).map((entry) => {
    if (entry.kind === "line") return `${entry.what}${entry.by ? ` by ${entry.by}` : ""}`;
    return entry.kind === "message" ? `${entry.message.author}${entry.continues ? "+" : ""}` : entry.kind;
  });

it("draws a line where a person takes over, and where the bot speaks again", () => {
  const items = [message(1, "patient"), turn(2, "bot"), message(2, "bot"), turn(3, "human"), turn(9, "bot")];
  expect(told(items)).toEqual(["day", "patient", "bot", "taken", "given-back"]);
});

it("draws none for the state that a page begins with, unless it is the beginning", () => {
  expect(told([turn(1, "human"), message(2, "patient")], false)).toEqual(["day", "patient"]);
  expect(told([turn(1, "human"), message(2, "patient")], true)).toEqual(["day", "taken", "patient"]);
});

it("names who took over by their words", () => {
  const words = message(3, "attendant", { at: "2026-11-29T12:03:01.000Z", attendant: { id: "1", name: "Rafaela" } });
  expect(told([turn(3, "human"), words])).toEqual(["day", "taken by Rafaela", "attendant"]);
});

it("parts days, and joins what one says in a row", () => {
  const tomorrow = message(3, "patient", { id: "n", at: "2026-11-30T09:00:00.000Z" });
  expect(told([message(1, "patient"), message(2, "patient"), tomorrow])).toEqual([
    ...["day", "patient", "patient+"],
    ...["day", "patient"],
  ]);
});

it("puts reactions on their message, the newest of each author, and takes back an empty one", () => {
  const reaction = (minute: number, author: string, emoji: string) =>
    message(minute, author, { kind: "reaction", text: emoji, reactsTo: { id: "m1" } });
  const items = [
    message(1, "bot"),
    reaction(2, "patient", "👍"),
    reaction(3, "patient", "❤️"),
    reaction(4, "phone", "👍"),
    reaction(5, "phone", ""),
  ];
  const [, first] = entriesOf(items, () => "", true);
  expect(first).toMatchObject({ kind: "message", reactions: [{ author: "patient", emoji: "❤️" }] });
});

it("shows nothing for a reaction that was taken back from a message which is not here", () => {
  const gone = message(2, "patient", { kind: "reaction", text: "", reactsTo: { id: null } });
  expect(told([message(1, "bot"), gone])).toEqual(["day", "bot"]);
});

it("marks the option that was chosen on the newest message that offered it", () => {
  const options = [{ id: "yes", label: "Sim", description: null }];
  const items = [
    message(1, "bot", { options }),
    message(2, "bot", { options }),
    message(3, "patient", { choiceId: "yes" }),
  ];
  const chosen = entriesOf(items, () => "", true).flatMap((entry) => (entry.kind === "message" ? [entry.chosen] : []));
  expect(chosen).toEqual([null, "yes", null]);
});

it("keeps what was loaded earlier when the newest page is read again", () => {
  const first = withNewest(undefined, page([message(4, "bot"), message(3, "bot")], at(3)));
  const more = withEarlier(first, page([message(2, "bot"), message(1, "bot")]));
  const again = withNewest(more, page([message(5, "bot"), message(4, "bot")], at(4)));
  expect(again.items.map((item) => item.at)).toEqual([1, 2, 3, 4, 5].map(at));
  expect(again.before).toBeNull();
});

it("forgets what is older where a gap would be left", () => {
  const first = withNewest(undefined, page([message(2, "bot"), message(1, "bot")], at(1)));
  const again = withNewest(first, page([message(9, "bot"), message(8, "bot")], at(8)));
  expect(again.items.map((item) => item.at)).toEqual([8, 9].map(at));
  expect(again.before).toBe(at(8));
});

it("takes away what the newest page no longer holds, such as a deleted note", () => {
  const first = withNewest(undefined, page([message(3, "bot"), message(2, "bot"), message(1, "bot")]));
  expect(withNewest(first, page([message(3, "bot"), message(1, "bot")])).items).toHaveLength(2);
});

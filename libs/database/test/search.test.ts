import { afterAll, beforeAll, expect, test } from "vitest";
import { type Cursor, insertRow, listPeople } from "../src/index.ts";
import { type Desk, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  for (const name of ["Ana Rita Ema", "Ema Ana", "Rita Ana", "Ema Rita", "Lia", "Zoé Emanuel"])
    await insertRow(desk.db, "patients", { name });
});
afterAll(() => desk[Symbol.asyncDispose]());

/** All names found, a page of one after the other. */
async function pages(search: string, descending = false): Promise<string[]> {
  const names: string[] = [];
  for (let after: Cursor | null | undefined; after !== null; ) {
    const one = { limit: 1, descending, after: after ?? undefined };
    const page = await listPeople(desk.db, "patients", { search }, "name", one);
    names.push(...page.items.map(({ name }) => name));
    after = page.next;
  }
  return names;
}

test("who begins with a word that was typed comes first, the others behind, each once", async () => {
  expect(await pages("ema")).toEqual(["Ema Ana", "Ema Rita", "Ana Rita Ema", "Zoé Emanuel"]);
  expect(await pages("ema", true)).toEqual(["Ema Rita", "Ema Ana", "Zoé Emanuel", "Ana Rita Ema"]);
});

test("of several words, those that begin with the first one typed come before those that begin with the next", async () => {
  expect(await pages("rita ana")).toEqual(["Rita Ana", "Ana Rita Ema"]);
  expect(await pages("ana rita")).toEqual(["Ana Rita Ema", "Rita Ana"]);
});

test("who has it in the middle of a word comes last, in the order of entry", async () => {
  expect(await pages("an")).toEqual(["Ana Rita Ema", "Ema Ana", "Rita Ana", "Zoé Emanuel"]);
  expect(await pages("man")).toEqual(["Zoé Emanuel"]);
  expect(await pages("it")).toEqual(["Ana Rita Ema", "Rita Ana", "Ema Rita"]);
  expect(await pages("it", true)).toEqual(["Ema Rita", "Rita Ana", "Ana Rita Ema"]);
  expect(await pages("ema it")).toEqual(["Ema Rita", "Ana Rita Ema"]);
});

test("the total is that of all of them", async () => {
  const found = await listPeople(desk.db, "patients", { search: "em" }, "name", { limit: 2, descending: false });
  expect(found).toMatchObject({ total: 4, totalIsExact: true });
  const counted = { limit: 2, descending: false, countMax: 3 };
  expect(await listPeople(desk.db, "patients", { search: "em" }, "name", counted)).toMatchObject({
    total: 3,
    totalIsExact: false,
  });
});

test("a person is found by a number, a CPF or a name as they are typed, whatever is not seen in them", async () => {
  const row = { name: "Conceição Núñez", phone: "+5511991300812", cpf: "529.982.247-25" };
  const { id } = await insertRow(desk.db, "patients", row);
  const ways = ["011 99130", "11 9130-0812", "0 15 11 99130-0812", "551191300812", "11\u200b99130", "１１９９１３"];
  const cpfs = ["529.982.247-25", "52998224725", "529 982 247 25", "\u200e529.982.247-25"];
  const names = ["nunez  conceicao", "CONCEIÇÃO", "Conceic\u0327a\u0303o", "con\u200dceicao", "Ｃonceicao"];
  for (const search of [...ways, ...cpfs, ...names]) {
    const { items } = await listPeople(desk.db, "patients", { search }, "name", { limit: 2, descending: false });
    expect(
      items.map((one) => one.id),
      search,
    ).toEqual([id]);
  }
});

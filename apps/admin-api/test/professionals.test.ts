import { afterAll, beforeAll, expect, test } from "vitest";
import { ABSENCES_MAX, WORKING_SPANS_MAX } from "../src/limits.ts";
import { overlapping, WEEKDAYS } from "../src/schemas/working-hours.ts";
import { type Desk, type Json, openDesk } from "./desk.ts";

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk[Symbol.asyncDispose]());

const at = "/api/v1/professionals";
const create = (body: object) => desk.call("POST", at, { body });
const errorsOf = ({ body }: { body: Json }) =>
  Object.fromEntries(body.errors.map(({ path, message }: { path: string; message: string }) => [path, message]));
const MORNING = { weekday: "monday", opens: "08:00", closes: "12:00" };
const AFTERNOON = { weekday: "monday", opens: "13:00", closes: "18:00" };
const AWAY = { startsAt: "2027-01-04T11:00:00.000Z", endsAt: "2027-01-18T11:00:00.000Z", reason: "Cirurgia" };

test.each<[string, [number, number][], number[]]>([
  ["nothing", [], []],
  ["one behind the other", [[0, 2] as [number, number], [2, 4]], []],
  ["in any order", [[2, 4] as [number, number], [0, 2]], []],
  ["one that begins in another", [[0, 3] as [number, number], [2, 4]], [1]],
  ["the later one, wherever it stands", [[2, 4] as [number, number], [0, 3]], [0]],
  ["one inside of another, and one behind that inner one", [[0, 9] as [number, number], [1, 2], [3, 4]], [1, 2]],
  ["twice the same", [[1, 2] as [number, number], [1, 2]], [1]],
])("spans that overlap: %s", (_what, spans, found) => {
  expect(overlapping(spans.map(([from, to]) => ({ from, to })))).toEqual(found);
});

test("have hours with breaks and absences, which a change replaces or leaves as they are", async () => {
  const made = await create({ name: "Dra. Nair", workingHours: [AFTERNOON, MORNING], absences: [AWAY] });
  expect(made).toMatchObject({ status: 201, body: { workingHours: [MORNING, AFTERNOON], absences: [AWAY] } });
  const url = `${at}/${made.body.id}`;
  const renamed = await desk.call("PATCH", url, { version: 1, body: { name: "Dra. Nair Lopes" } });
  expect(renamed.body).toMatchObject({ workingHours: [MORNING, AFTERNOON], absences: [AWAY], version: 2 });
  const changed = await desk.call("PATCH", url, { version: 2, body: { workingHours: [MORNING], absences: [] } });
  expect(changed.body).toMatchObject({ workingHours: [MORNING], absences: [], version: 3 });
  const stale = await desk.call("PATCH", url, { version: 2, body: { workingHours: [] } });
  expect(stale).toMatchObject({ status: 412 });
  expect((await desk.call("GET", url)).body).toEqual(changed.body);
  const { body } = await desk.call("GET", `${at}?q=nair`);
  expect(body.items).toEqual([changed.body]);
});

test("have no hours that end before they begin, or overlap: the field is named", async () => {
  const hours = (...workingHours: object[]) => create({ name: "X", workingHours });
  const backwards = await hours({ ...MORNING, closes: "08:00" });
  expect(errorsOf(backwards)).toEqual({
    "body.workingHours.0.closes": "fecha depois de abrir; o que passa da meia-noite é do dia seguinte",
  });
  const twice = await hours(MORNING, AFTERNOON, { ...MORNING, opens: "11:00", closes: "14:00" });
  expect(errorsOf(twice)).toEqual({
    "body.workingHours.1.opens": "este horário se sobrepõe a outro do mesmo dia",
    "body.workingHours.2.opens": "este horário se sobrepõe a outro do mesmo dia",
  });
  expect(await hours(MORNING, { ...MORNING, weekday: "tuesday" }), "another day").toMatchObject({ status: 201 });
  const away = (...absences: object[]) => create({ name: "X", absences });
  expect(errorsOf(await away({ ...AWAY, endsAt: AWAY.startsAt }))).toEqual({
    "body.absences.0.endsAt": "depois do início",
  });
  const inside = { startsAt: "2027-01-05T09:00:00-03:00", endsAt: "2027-01-05T10:00:00-03:00" };
  expect(errorsOf(await away(AWAY, inside))).toEqual({
    "body.absences.1.startsAt": "esta ausência se sobrepõe a outra",
  });
});

test("have four spans a day and a hundred absences at most", async () => {
  const workingHours = Array.from({ length: WORKING_SPANS_MAX + 1 }, (_, n) => ({
    weekday: WEEKDAYS[n % 7]!,
    opens: `${String(8 + Math.floor(n / 7) * 2).padStart(2, "0")}:00`,
    closes: `${String(9 + Math.floor(n / 7) * 2).padStart(2, "0")}:00`,
  }));
  const absences = Array.from({ length: ABSENCES_MAX + 1 }, (_, n) => ({
    startsAt: new Date(Date.UTC(2030, 0, n, 10)).toISOString(),
    endsAt: new Date(Date.UTC(2030, 0, n, 11)).toISOString(),
  }));
  const status = async (body: object) => (await create({ name: "Dra. Cheia", ...body })).status;
  expect(await status({ workingHours: workingHours.slice(1), absences: absences.slice(1) })).toBe(201);
  expect([await status({ workingHours }), await status({ absences })]).toEqual([400, 400]);
});

test("are away for reasons that only those who see appointments are told", async () => {
  const { body: made } = await create({ name: "Dr. Ivo", absences: [AWAY] });
  const reasonFor = async (as: "attendant" | "analyst" | "operator") => {
    const { body } = await desk.call("GET", `${at}/${made.id}`, { as });
    const { body: listed } = await desk.call("GET", `${at}?q=ivo`, { as });
    expect(listed.items[0].absences).toEqual(body.absences);
    return body.absences[0].reason;
  };
  expect(await reasonFor("attendant")).toBe("Cirurgia");
  expect([await reasonFor("analyst"), await reasonFor("operator")]).toEqual([null, null]);
});

test("services have a colour of the calendar", async () => {
  const body = { slug: "fono", texts: { pt: { name: "Fono" } }, durationMinutes: 40, modality: "both" };
  const { body: made } = await desk.call("POST", "/api/v1/services", { body });
  expect(made.color).toBe("#64748b");
  const paint = (color: string) => desk.call("PATCH", `/api/v1/services/${made.id}`, { version: 1, body: { color } });
  expect(await paint("red")).toMatchObject({ status: 400 });
  expect((await paint("#0ea5e9")).body.color).toBe("#0ea5e9");
  expect((await desk.call("GET", "/api/v1/services?q=fono")).body.items).toMatchObject([{ color: "#0ea5e9" }]);
});

import type { WorkingHours } from "@acolhe/database";
import fc from "fast-check";
import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import { freeTimesIn } from "../src/agenda/free-times.ts";
import { common, isInside, merged, overlaps, periodOf, type Span, spanOf, without } from "../src/agenda/spans.ts";
import { type ClinicCalendar, whyOutside, workingTime } from "../src/agenda/working-time.ts";
import { WEEKDAYS } from "../src/schemas/working-hours.ts";

const SAO_PAULO = "America/Sao_Paulo";
const MINUTE = 60_000;
const spans = (...pairs: [number, number][]): Span[] => pairs.map(([from, to]) => ({ from, to }));

describe("parts of time", () => {
  test("are made one where they overlap or touch", () => {
    expect(merged(spans([5, 6], [1, 3], [2, 4], [4, 5], [9, 9]))).toEqual(spans([1, 6]));
    expect(merged(spans([1, 9], [2, 3], [10, 11]))).toEqual(spans([1, 9], [10, 11]));
  });

  test.each<[string, Span[], Span[], Span[], Span[]]>([
    ["apart", spans([0, 1]), spans([2, 3]), [], spans([0, 1])],
    ["touching", spans([0, 2]), spans([2, 3]), [], spans([0, 2])],
    ["one in the other", spans([0, 9]), spans([2, 3]), spans([2, 3]), spans([0, 2], [3, 9])],
    ["the other way round", spans([2, 3]), spans([0, 9]), spans([2, 3]), []],
    ["at the edges", spans([0, 5]), spans([0, 1], [4, 9]), spans([0, 1], [4, 5]), spans([1, 4])],
    ["nothing taken", spans([0, 5]), [], [], spans([0, 5])],
  ])("in common and left over: %s", (_what, one, other, both, left) => {
    expect(common(one, other)).toEqual(both);
    expect(without(one, other)).toEqual(left);
  });
});

const office = { opens: "08:00", closes: "18:00" };
const weekly = (hours: { opens: string; closes: string }[], weekend: typeof hours = []): ClinicCalendar["weekly"] => {
  const [monday, tuesday, wednesday, thursday, friday] = [hours, hours, hours, hours, hours];
  return { monday, tuesday, wednesday, thursday, friday, saturday: weekend, sunday: weekend };
};
const clinic = (more: Partial<ClinicCalendar> = {}): ClinicCalendar => ({
  timeZone: SAO_PAULO,
  weekly: weekly([office]),
  holidays: new Map(),
  ...more,
});
const worker = (hours: [number, string, string][] = [], away: [string, string][] = []) => ({
  workingHours: hours.map(([weekday, opens, closes]) => ({ weekday, opens, closes })),
  absences: away.map(([startsAt, endsAt]) => ({ startsAt, endsAt, reason: null })),
});
/** Of a local day, such as a Tuesday in December. */
const day = (date: string, zone = SAO_PAULO): Span => {
  const from = DateTime.fromISO(date, { zone }).startOf("day");
  return { from: from.toMillis(), to: from.plus({ days: 1 }).startOf("day").toMillis() };
};
const written = (of: readonly Span[], zone = SAO_PAULO) =>
  of.map(({ from, to }) => [from, to].map((at) => DateTime.fromMillis(at, { zone }).toFormat("HH:mm")).join("-"));

describe("working time", () => {
  const TUESDAY = "2026-12-01";
  const own = worker([
    [2, "07:00", "12:00"],
    [2, "13:00", "20:00"],
  ]);
  test.each<[string, ReturnType<typeof worker>, ClinicCalendar, string, string[]]>([
    ["the clinic's hours where the professional has none", worker(), clinic(), TUESDAY, ["08:00-18:00"]],
    [
      "to the end of the day, which is 24:00",
      worker([[2, "20:00", "24:00"]]),
      clinic({ weekly: weekly([{ opens: "12:00", closes: "24:00" }]) }),
      TUESDAY,
      ["20:00-00:00"],
    ],
    ["their own, as long as the clinic is open", own, clinic(), TUESDAY, ["08:00-12:00", "13:00-18:00"]],
    [
      "their own alone where the clinic has set none",
      own,
      clinic({ weekly: null }),
      TUESDAY,
      ["07:00-12:00", "13:00-20:00"],
    ],
    ["none on a day that is not theirs", own, clinic(), "2026-12-02", []],
    ["none on a day the clinic is closed", worker([[6, "08:00", "12:00"]]), clinic(), "2026-12-05", []],
    ["none where nothing says when", worker(), clinic({ weekly: null }), TUESDAY, []],
    ["none on a holiday", own, clinic({ holidays: new Map([[TUESDAY, []]]) }), TUESDAY, []],
    [
      "a holiday closes a clinic that has set no hours, too",
      own,
      clinic({ weekly: null, holidays: new Map([[TUESDAY, []]]) }),
      TUESDAY,
      [],
    ],
    [
      "a day at other hours, with a break of its own",
      worker([[2, "07:00", "20:00"]]),
      clinic({
        holidays: new Map([
          [
            TUESDAY,
            [
              { opens: "08:00", closes: "12:00" },
              { opens: "14:00", closes: "24:00" },
            ],
          ],
        ]),
      }),
      TUESDAY,
      ["08:00-12:00", "14:00-20:00"],
    ],
    [
      "a day at other hours",
      own,
      clinic({ holidays: new Map([[TUESDAY, [{ opens: "09:00", closes: "14:00" }]]]) }),
      TUESDAY,
      ["09:00-12:00", "13:00-14:00"],
    ],
    [
      "not while away",
      worker([], [["2026-12-01T10:00:00-03:00", "2026-12-01T11:30:00-03:00"]]),
      clinic(),
      TUESDAY,
      ["08:00-10:00", "11:30-18:00"],
    ],
    [
      "not while away for weeks",
      worker([], [["2026-11-20T10:00:00-03:00", "2026-12-20T11:30:00-03:00"]]),
      clinic(),
      TUESDAY,
      [],
    ],
  ])("%s", (_what, who, calendar, date, hours) => {
    expect(written(workingTime(who, calendar, day(date)))).toEqual(hours);
  });

  test("follows the clock on the days it is changed", () => {
    const zone = "America/New_York";
    const night = { ...clinic({ timeZone: zone, weekly: null }) };
    const sundays = worker([[7, "01:00", "04:00"]]);
    const [short] = workingTime(sundays, night, day("2026-03-08", zone));
    expect((short!.to - short!.from) / MINUTE, "an hour is left out").toBe(120);
    const [long] = workingTime(sundays, night, day("2026-11-01", zone));
    expect((long!.to - long!.from) / MINUTE, "an hour comes twice").toBe(240);
    const inTheGap = worker([[7, "02:15", "02:45"]]);
    expect(workingTime(inTheGap, night, day("2026-03-08", zone)), "hours no clock shows that day").toEqual([]);
    const midnight = worker([[7, "00:00", "02:00"]]);
    const cuba = { ...night, timeZone: "America/Havana" };
    expect(written(workingTime(midnight, cuba, day("2026-03-08", "America/Havana")), "America/Havana")).toEqual([
      "01:00-02:00",
    ]);
  });
});

describe("outside of working time", () => {
  const tuesdays = worker([[2, "08:00", "12:00"]], [["2026-12-08T00:00:00-03:00", "2026-12-09T00:00:00-03:00"]]);
  const calendar = clinic({ holidays: new Map([["2026-12-15", []]]) });
  const at = (startsAt: string, minutes = 50): Span => ({
    from: Date.parse(startsAt),
    to: Date.parse(startsAt) + minutes * MINUTE,
  });
  test.each<[string, Span, string[]]>([
    ["within hours", at("2026-12-01T08:00:00-03:00"), []],
    ["to the last minute", at("2026-12-01T11:10:00-03:00"), []],
    ["a minute too long", at("2026-12-01T11:10:00-03:00", 51), ["professional-hours"]],
    ["in the evening", at("2026-12-01T19:00:00-03:00"), ["professional-hours", "clinic-hours"]],
    ["in an absence", at("2026-12-08T09:00:00-03:00"), ["absence"]],
    ["right before an absence", at("2026-12-07T23:10:00-03:00"), ["professional-hours", "clinic-hours"]],
    ["on a holiday", at("2026-12-15T09:00:00-03:00"), ["holiday"]],
  ])("%s", (_what, wanted, why) => {
    expect(whyOutside(wanted, tuesdays, calendar)).toEqual(why);
  });

  test("nothing is outside where no working hours are known, but an absence is", () => {
    const unknown = clinic({ weekly: null });
    expect(whyOutside(at("2026-12-06T03:00:00-03:00"), worker(), unknown)).toEqual([]);
    expect(whyOutside(at("2026-12-06T23:50:00-03:00"), worker(), unknown), "across midnight").toEqual([]);
    expect(whyOutside(at("2026-12-08T03:00:00-03:00"), { ...tuesdays, workingHours: [] }, unknown)).toEqual([
      "absence",
    ]);
  });
});

describe("free times", () => {
  const window = { from: 0, to: 1000 * MINUTE };
  test.each<[string, Span[], number, number[]]>([
    ["one behind the other, none that does not fit", spans([0, 120]), 50, [0, 50]],
    ["that fills all", spans([0, 50]), 50, [0]],
    ["too short a time", spans([0, 49]), 50, []],
    ["from where each part begins", spans([0, 60], [70, 130]), 30, [0, 30, 70, 100]],
    ["at minutes people say", spans([7, 120]), 50, [10, 60]],
  ])("%s", (_what, free, minutes, starts) => {
    const inMs = free.map(({ from, to }) => ({ from: from * MINUTE, to: to * MINUTE }));
    const slots = freeTimesIn(inMs, minutes * MINUTE, window);
    expect(slots.map(({ from }) => from / MINUTE)).toEqual(starts);
    expect(slots.every(({ from, to }) => to - from === minutes * MINUTE)).toBe(true);
  });

  test("begin in the window, and are the same wherever it begins", () => {
    const free = spans([0, 300 * MINUTE]);
    const later = { from: 90 * MINUTE, to: 150 * MINUTE };
    expect(freeTimesIn(free, 50 * MINUTE, later).map(({ from }) => from / MINUTE)).toEqual([100]);
  });

  const time = fc.integer({ min: 0, max: 24 * 12 - 1 }).map((five) => {
    const [hour, minute] = [Math.floor(five / 12), (five % 12) * 5];
    return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
  });
  const hours = fc
    .tuple(time, time)
    .filter(([opens, closes]) => opens !== closes)
    .map((pair) => pair.sort())
    .map(([opens, closes]) => ({ opens: opens!, closes: closes! }));
  /** Clocks change in the first two, at midnight in the third; in the last they do not. */
  const place = fc.constantFrom(
    ["America/New_York", "2026-03-08"],
    ["Europe/Lisbon", "2026-10-25"],
    ["America/Havana", "2026-03-08"],
    [SAO_PAULO, "2026-12-01"],
  );
  const cases = fc
    .record({
      place,
      clinicHours: fc.option(fc.array(hours, { maxLength: 2 })),
      own: fc.array(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hours }), { maxLength: 8 }),
      holiday: fc.option(
        fc.record({ inDays: fc.integer({ min: -1, max: 3 }), hours: fc.array(hours, { maxLength: 2 }) }),
      ),
      taken: fc.array(fc.tuple(fc.integer({ min: -600, max: 4000 }), fc.integer({ min: 1, max: 900 })), {
        maxLength: 6,
      }),
      away: fc.option(fc.tuple(fc.integer({ min: -600, max: 4000 }), fc.integer({ min: 1, max: 3000 }))),
      minutes: fc.integer({ min: 5, max: 180 }),
    })
    .map(({ place: [zone, date], clinicHours, own, holiday, taken, away, minutes }) => {
      const first = DateTime.fromISO(date!, { zone: zone! }).minus({ days: 1 });
      const from = (minute: number, length: number): Span => ({
        from: first.toMillis() + minute * MINUTE,
        to: first.toMillis() + (minute + length) * MINUTE,
      });
      const special = holiday && ([first.plus({ days: holiday.inDays }).toISODate()!, holiday.hours] as const);
      const calendar: ClinicCalendar = {
        timeZone: zone!,
        weekly: clinicHours && weekly(clinicHours, clinicHours),
        holidays: new Map(special ? [special] : []),
      };
      const workingHours: WorkingHours[] = own.map((one) => ({ weekday: one.weekday, ...one.hours }));
      const absences = away ? [{ ...periodOf(from(...away)), reason: null }] : [];
      const busy = taken.map((pair) => from(...pair));
      return { zone: zone!, calendar, workingHours, absences, busy, window: from(0, 3 * 24 * 60), minutes };
    });

  test("lie in hours by every clock that counts, and overlap neither an appointment, an absence nor each other", () => {
    let found = 0;
    fc.assert(
      fc.property(cases, ({ zone, calendar, workingHours, absences, busy, window: days, minutes }) => {
        const free = without(workingTime({ workingHours, absences }, calendar, days), busy);
        const slots = freeTimesIn(free, minutes * MINUTE, days);
        found += slots.length;
        const taken = [...busy, ...absences.map(spanOf)];
        for (const [n, slot] of slots.entries()) {
          expect(taken.filter((one) => overlaps(one, slot))).toEqual([]);
          if (n > 0) expect(slot.from).toBeGreaterThanOrEqual(slots[n - 1]!.to);
          expect(whyOutside(slot, { workingHours, absences }, calendar)).toEqual([]);
          // Read minute by minute, off the clock on the wall.
          for (let at = slot.from; at < slot.to; at += MINUTE) {
            const local = DateTime.fromMillis(at, { zone });
            // Of a time that comes twice a clock does not tell which it is: hours go through both.
            if (local.getPossibleOffsets().length > 1) continue;
            const clock = local.toFormat("HH:mm");
            const isIn = (list: readonly { opens: string; closes: string }[]) =>
              list.some(({ opens, closes }) => opens <= clock && clock < closes);
            const special = calendar.holidays.get(local.toISODate()!);
            const open = calendar.weekly?.[WEEKDAYS[local.weekday - 1]!];
            if (special !== undefined) expect(isIn(special)).toBe(true);
            else if (open) expect(isIn(open)).toBe(true);
            const own = workingHours.filter(({ weekday }) => weekday === local.weekday);
            if (workingHours.length > 0) expect(isIn(own)).toBe(true);
          }
        }
      }),
      { numRuns: 300, seed: 20_261_129 },
    );
    // A control: there were slots to look at.
    expect(found).toBeGreaterThan(1_000);
  });

  test("leave no time out that would have fitted", () => {
    fc.assert(
      fc.property(cases, ({ calendar, workingHours, absences, busy, window: days, minutes }) => {
        const free = without(workingTime({ workingHours, absences }, calendar, days), busy);
        const always = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
        const left = without(free, freeTimesIn(free, minutes * MINUTE, always));
        // A part may begin up to five minutes before one that people say.
        for (const { from, to } of left) expect(to - from).toBeLessThan((minutes + 5) * MINUTE);
      }),
      { numRuns: 300, seed: 20_261_130 },
    );
  });
});

test("a span is inside of parts that touch, and not of parts with a gap", () => {
  expect(isInside({ from: 1, to: 5 }, spans([0, 3], [3, 6]))).toBe(true);
  expect(isInside({ from: 1, to: 5 }, spans([0, 3], [4, 6]))).toBe(false);
});

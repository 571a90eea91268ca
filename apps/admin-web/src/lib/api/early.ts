import { earliestOf, isNotable, type Noted, withRead } from "./noted.ts";

/*
 * Answers that the page's own script (app.html) asked for before the panel's scripts were there, all at once: who is logged
 * in, what the frame shows, and what this page read when it was last opened. Which reads those are is noted here, on the
 * device.
 *
 * E1. An answer is given once, and only while it is as young as one that was asked for now. E2. Addresses of people and
 * words that were searched for are never noted: only pages without either are. E3. A login's notes and answers end with
 * it. E4. Changes are followed from before the first of these answers was read.
 */

type Early = Promise<Response | undefined>;

const KEY = "acolhe:early";
/** As long as what was read counts as new. */
const YOUNG_MS = 10_000;
const NOTED_AFTER_MS = 1_500;
/** Asked for on every page, noted or not. */
const ALWAYS: readonly string[] = ["/api/v1/me", "/api/v1/home"];

const asked = new Map(Object.entries((globalThis as { acolheEarly?: Record<string, Early> }).acolheEarly ?? {}));
const answers = [...asked.values()];
const opened = { page: location.pathname, isNotable: isNotable(location), isFirst: true };

const noting: ReturnType<typeof setTimeout>[] = [];

// What a person asks for is no part of the page's first sight.
for (const kind of ["pointerdown", "keydown"])
  addEventListener(kind, () => Object.assign(opened, { isNotable: false }), { once: true, capture: true });

/** @returns undefined where it was not asked for, is too old or was refused */
export async function earlyAnswer(path: string): Promise<Response | undefined> {
  const early = performance.now() < YOUNG_MS ? asked.get(path) : undefined;
  asked.delete(path);
  const answer = await early;
  return answer?.ok ? answer : undefined;
}

/** Something changed since they were read. */
export const dropEarly = (): void => asked.clear();

/** From where changes are to be followed: `from` is how far they were when the login was read. */
export async function followedFrom(from: string | undefined): Promise<string | undefined> {
  const places = (await Promise.all(answers)).map((answer) => answer?.headers.get("x-changes-from"));
  return earliestOf([...places, from].filter((place) => typeof place === "string"));
}

export function noteRead(path: string): void {
  const isOfPage = opened.isNotable && location.pathname === opened.page && isNotable(location);
  if (!isOfPage || ALWAYS.includes(path) || performance.now() > YOUNG_MS) return;
  const read = { page: opened.page, path, day: new Date().toDateString(), isFirst: opened.isFirst };
  opened.isFirst = false;
  // When the page has its answers: storage is slow to open.
  const note = () => localStorage.setItem(KEY, JSON.stringify(withRead(kept(), read)));
  noting.push(setTimeout(note, NOTED_AFTER_MS));
}

export function forgetReads(): void {
  dropEarly();
  answers.length = 0;
  for (const note of noting.splice(0)) clearTimeout(note);
  localStorage.removeItem(KEY);
}

function kept(): Noted | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? "") as Noted;
  } catch {
    return undefined;
  }
}

import { afterEach, expect, it, vi } from "vitest";

const ME = "/api/v1/me";
const HOME = "/api/v1/home";
const answerAt = (place: string) => Promise.resolve(new Response("{}", { headers: { "x-changes-from": place } }));

/** The module as a page's load has it, with what app.html asked for before. */
async function loaded(acolheEarly: Record<string, Promise<Response | undefined>> | undefined) {
  vi.stubGlobal("acolheEarly", acolheEarly);
  vi.stubGlobal("location", { pathname: "/", search: "" });
  vi.stubGlobal("addEventListener", () => undefined);
  vi.stubGlobal("localStorage", { removeItem: () => undefined });
  vi.resetModules();
  return await import("#lib/api/early.ts");
}

afterEach(() => vi.unstubAllGlobals());

it("changes are followed from before the first of the answers, also one that is not used", async () => {
  const early = await loaded({
    [ME]: answerAt("9-4-4-7"),
    [HOME]: answerAt("9-3-5-7"),
    "/x": Promise.resolve(undefined),
  });
  await early.earlyAnswer(ME);
  expect(await early.followedFrom("12-4-5-7")).toBe("9-3-4-7");
  expect(await (await loaded(undefined)).followedFrom("12-4-5-7")).toBe("12-4-5-7");
});

it("an answer is given once, and none that was refused", async () => {
  const refused = Promise.resolve(new Response("{}", { status: 401 }));
  const early = await loaded({ [ME]: answerAt("1-1-1-1"), [HOME]: refused });
  expect((await early.earlyAnswer(ME))?.status).toBe(200);
  expect(await early.earlyAnswer(ME)).toBeUndefined();
  expect(await early.earlyAnswer(HOME)).toBeUndefined();
});

it("the next login is given no answer of the one before, and follows nothing from its time", async () => {
  const early = await loaded({ [ME]: answerAt("1-1-1-1"), [HOME]: answerAt("1-1-1-1") });
  early.forgetReads();
  expect(await early.earlyAnswer(HOME)).toBeUndefined();
  expect(await early.followedFrom("7-7-7-7")).toBe("7-7-7-7");
});

it("what was dropped is asked for anew, and still says from where changes are followed", async () => {
  const early = await loaded({ [HOME]: answerAt("3-3-3-3") });
  early.dropEarly();
  expect(await early.earlyAnswer(HOME)).toBeUndefined();
  expect(await early.followedFrom("7-7-7-7")).toBe("3-3-3-3");
});

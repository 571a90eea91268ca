import type { DeskClient } from "@acolhe/chatwoot";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { type Fixture, startFixture } from "./fixture.ts";

/* The desk does not know repeats, so whatever ends at whatever point must not write anything there a second time. */

const PHONES = Array.from({ length: 6 }, (_, n) => `551199000000${n + 1}`);
const TEXTS = ["oi", "Olá!", "tudo bem?", "quero uma pessoa", "Já chamo alguém."];
const handoff = {
  type: "request-handoff",
  team: "reception",
  reason: "asked",
  priority: "normal",
  summary: {},
} as const;

async function story(fixture: Fixture): Promise<void> {
  for (const phone of PHONES) {
    const wrote = (said: string) => ({
      type: "message-received",
      messageId: `M${said}`,
      address: phone,
      content: fixture.text(said),
    });
    await fixture.turn(phone, wrote("oi"), [fixture.says(phone, "Olá!"), fixture.says(phone, "tudo bem?")]);
    await fixture.turn(phone, wrote("quero uma pessoa"), [fixture.says(phone, "Já chamo alguém."), handoff]);
  }
}

async function complete(fixture: Fixture): Promise<boolean> {
  const all = await fixture.conversations();
  return (
    all.length >= PHONES.length && all.every((one) => one.status === "open" && one.labels.includes("pediu-atendente"))
  );
}

async function expectOnce(fixture: Fixture): Promise<void> {
  const all = await fixture.conversations();
  expect(all).toHaveLength(PHONES.length);
  for (const { id } of all) {
    const shown = await fixture.messages(id);
    expect(shown.filter((m) => !m.private).map((m) => m.content)).toEqual(TEXTS);
    expect(shown.filter((m) => m.private)).toHaveLength(1);
  }
  for (const phone of PHONES) expect(await fixture.contacts(phone)).toHaveLength(1);
}

/** The process ends right before or right after a call: what it was doing is never finished, and nothing is noted. */
function ending(desk: DeskClient, rate: number, ended: () => void): DeskClient {
  const random = seeded(7);
  return new Proxy(desk, {
    get(target, name) {
      const method = target[name as keyof DeskClient] as (...args: unknown[]) => Promise<unknown>;
      return async (...args: unknown[]) => {
        const die = () => {
          ended();
          throw new Error("the process ended here");
        };
        if (random() < rate) die();
        const answer = await method.apply(target, args);
        if (random() < rate) die();
        return answer;
      };
    },
  });
}

test.concurrent("ended before or after any of its calls, again and again: nothing is there twice", {
  timeout: 240_000,
}, async () => {
  await using fixture = await startFixture();
  await story(fixture);
  let ends = 0;
  await fixture.startOne((desk) => ending(desk, 0.12, () => void ends++));
  await eventually(async () => (await complete(fixture)) && fixture.idle(), { deadlineMs: 100_000, everyMs: 100 });
  expect(ends).toBeGreaterThan(10);
  await expectOnce(fixture);
});

test.concurrent("answers lost, errors and nonsense: everything arrives once, in order, when the desk is itself again", {
  timeout: 240_000,
}, async () => {
  await using fixture = await startFixture();
  await fixture.faults({ lostAnswerRate: 0.3, errorRate: 0.2, errorStatus: 500 });
  await story(fixture);
  await fixture.startOne();
  await eventually(() => complete(fixture), { deadlineMs: 90_000, everyMs: 100 });
  await fixture.faults({ lostAnswerRate: 0, errorRate: 0 });
  await expectOnce(fixture);
});

test.concurrent.each([
  ["down", { down: true }, { down: false }],
  ["answering nonsense", { nonsense: true }, { nonsense: false }],
  ["refusing the token", { errorRate: 1, errorStatus: 401 }, { errorRate: 0 }],
])("a desk that is %s is caught up with later", async (_name, wrong, right) => {
  await using fixture = await startFixture();
  await fixture.faults(wrong);
  await fixture.startOne();
  await story(fixture);
  await eventually(async () => /mirror_errors_total\{.*\} [1-9]/.test(await fixture.metricsText()));
  await fixture.faults(right);
  await eventually(() => complete(fixture), { deadlineMs: 60_000, everyMs: 100 });
  await expectOnce(fixture);
});

test.concurrent("two processes at once write nothing twice", async () => {
  await using fixture = await startFixture();
  await story(fixture);
  await Promise.all([fixture.startOne(), fixture.startOne()]);
  await eventually(() => complete(fixture), { deadlineMs: 60_000, everyMs: 100 });
  await expectOnce(fixture);
});

/** Mulberry32: chance that is the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

test.concurrent("an unreadable turn or report is set aside, and what comes after it is shown", async () => {
  await using fixture = await startFixture();
  const [phone] = PHONES as [string];
  const said = (text: string) => ({
    type: "message-received",
    messageId: `M${text}`,
    address: phone,
    content: fixture.text(text),
  });
  await fixture.turn(phone, said("oi"));
  await fixture.bus.js.publish(`turn.main.${phone}.reply`, "no JSON");
  await fixture.bus.js.publish(`delivery.main.${phone}.outcome`, "{}");
  await fixture.turn(phone, said("de novo"));
  await fixture.startOne();
  await fixture.shows(["oi", "de novo"]);
  await eventually(() => fixture.idle());
  const metrics = await fixture.metricsText();
  for (const stream of ["TURNS", "DELIVERY"])
    expect(metrics).toMatch(new RegExp(`records_set_aside_total\\{.*stream="${stream}".*\\} 1`));
});

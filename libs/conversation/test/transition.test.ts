import { LogEvent, SEEN_EVENT_IDS_MAX } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import {
  actsWhileParked,
  type ConversationState,
  deferredTransition,
  parkedTransition,
  transition,
} from "../src/index.ts";
import { HUMAN_MS } from "../src/state/limits.ts";
import { at, flow, flowWith } from "./flow.ts";

const SESSION_IDLE_MS = flow.head.limits.sessionMinutes * 60_000;
const SAME_ANSWERS_MAX = flow.head.limits.sameAnswers;
const NOW = 1_767_614_400_000;
const CONTACT = "5511999990000";
let count = 0;
const event = (body: Record<string, unknown>, now = NOW, contact = CONTACT) =>
  LogEvent.parse({ id: `e${count++}`, channel: "main", contact, at: now, receivedAt: now, ...body });
const message = (text: string, extra: Record<string, unknown> = {}, now = NOW) =>
  event({ type: "message-received", messageId: "m", address: CONTACT, content: { kind: "text", text }, ...extra }, now);
const step = (state: ConversationState | null, given: LogEvent, now = NOW) =>
  transition(state, { event: given, facts: at(now), flow });
const texts = (commands: readonly object[]) => commands.flatMap((command) => ("text" in command ? [command.text] : []));

const greeted = step(null, message("oi")).state;

describe("transition", () => {
  test("E2: an event seen before changes nothing, the same object comes back", () => {
    const again = message("maçã");
    const once = step(greeted, again);
    expect(step(once.state, again)).toEqual({
      state: once.state,
      commands: [],
      rule: "repeat",
      lane: "quiet",
      visited: [],
    });
  });

  test(`E2: the last ${SEEN_EVENT_IDS_MAX} ids are remembered, not more`, () => {
    const first = message("1");
    let state = step(null, first).state;
    for (let index = 1; index < SEEN_EVENT_IDS_MAX; index++) {
      state = step(state, event({ type: "notice-received", notice: "n" })).state;
    }
    expect(step(state, first).rule).toBe("repeat");
    state = step(state, event({ type: "notice-received", notice: "n" })).state;
    expect(state.seen).toHaveLength(SEEN_EVENT_IDS_MAX);
    expect(step(state, first).rule).not.toBe("repeat");
  });

  test("a session ends at its edge, not before", () => {
    const last = NOW + SESSION_IDLE_MS;
    expect(step(greeted, message("2", {}, last - 1), last - 1).rule).toBe("fruit:f-pear");
    expect(step(greeted, message("2", {}, last), last).rule).toBe("session-started");
  });

  test("human mode ends at its edge, not before", () => {
    const { state } = step(greeted, event({ type: "takeover-started", source: "phone" }));
    expect(step(state, message("oi", {}, NOW + HUMAN_MS - 1), NOW + HUMAN_MS - 1).rule).toBe("human-silent");
    expect(step(state, message("oi", {}, NOW + HUMAN_MS), NOW + HUMAN_MS).rule).toBe("session-started");
  });

  test("the loop guard acts at its edge, not before", () => {
    let state = greeted;
    for (let index = 0; index < SAME_ANSWERS_MAX; index++) {
      const { rule, state: next } = step(state, message("menu"));
      expect(rule).toBe("menu");
      state = next;
    }
    expect(step(state, message("menu")).rule).toBe("handoff:loop");
  });

  test("the reply goes to the form the patient last wrote from; before that, to the key", () => {
    const call = { type: "call-received", callId: "c", phase: "missed", video: false, address: "" };
    expect(step(null, event(call)).commands[0]).toMatchObject({ to: CONTACT });
    expect(step(null, event(call, NOW, "lid-123456")).commands[0]).toMatchObject({ to: "123456@lid" });
    expect(step(null, event({ ...call, address: "123456@lid" })).commands[0]).toMatchObject({ to: "123456@lid" });
  });

  test("a stop written after the patient came back is an old one", () => {
    const stopped = step(greeted, message("parar"));
    expect(stopped.rule).toBe("stop");
    const back = step(stopped.state, message("voltar", {}, NOW + 5), NOW + 5);
    expect(back.rule).toBe("opted-in");
    expect(step(back.state, event({ type: "bot-stopped" }, NOW), NOW + 6).state.optedOut).toBe(false);
    expect(step(back.state, event({ type: "bot-stopped" }, NOW + 6), NOW + 6).state.optedOut).toBe(true);
  });

  test("a flow that leads nowhere calls a person instead of saying nothing", () => {
    const { commands, state } = step(greeted, message("verde"));
    expect(commands).toContainEqual(expect.objectContaining({ type: "request-handoff", reason: "flow-broken" }));
    expect(texts(commands)).toEqual(["Vou chamar alguém."]);
    expect(state.mode).toBe("human");
  });

  test("a session that must move goes on where its state is, where the new version says, or anew", () => {
    const newer = flowWith({ flow: { ...flow.definition.flow, team: "urgent" } });
    const go = (state: ConversationState) => transition(state, { event: message("2"), facts: at(NOW), flow: newer });
    expect(newer.version).not.toBe(flow.version);
    expect(go(greeted)).toMatchObject({ rule: "fruit:f-pear", state: { flowVersion: newer.version } });
    expect(go({ ...greeted, step: "old-fruit" }).rule).toBe("fruit:f-pear");
    expect(go({ ...greeted, step: "gone" }).rule).toBe("session-started");
  });
});

describe("parking (D7)", () => {
  const park = (state: ConversationState | null, given: LogEvent) =>
    parkedTransition(state, { event: given, seq: 9, facts: at(NOW), flow });

  test("a message that parks gets a kind sentence; a control that parks says nothing and still holds", () => {
    expect(texts(park(greeted, message("2")).commands)).toEqual(["Um momento."]);
    expect(texts(park(greeted, event({ type: "takeover-started", source: "phone" })).commands)).toEqual([]);
    expect(park(greeted, event({ type: "bot-stopped" })).state.optedOut).toBe(true);
    expect(park(greeted, event({ type: "bot-paused", source: "panel" })).state.mode).toBe("paused");
  });

  test("a person is called, and has the conversation, with its question kept open for who resumes it", () => {
    const parked = park(greeted, message("2"));
    expect(parked).toMatchObject({ rule: "parked", lane: "reply" });
    expect(parked.commands).toContainEqual(
      expect.objectContaining({ type: "request-handoff", team: "desk", reason: "parked" }),
    );
    expect(parked.state).toMatchObject({
      ...{ mode: "human", humanUntil: NOW + HUMAN_MS, step: "fruit", openPrompt: greeted.openPrompt },
      parked: { eventSeq: 9, since: NOW, resumeTo: "bot" },
    });
  });

  test("nobody is told to wait by the bot where it has no say", () => {
    const given: [Partial<ConversationState>, object][] = [
      [{ mode: "human", humanUntil: NOW + 5 }, {}],
      [{ mode: "paused" }, {}],
      [{ optedOut: true }, {}],
      [{ merged: { survivor: "5511900000001" as never } }, {}],
      [{ parked: { eventSeq: 1, since: NOW, resumeTo: "bot" } }, {}],
      [{}, { botOff: "clinic" }],
    ];
    for (const [state, facts] of given) {
      const input = { event: message("2"), seq: 9, facts: at(NOW, facts), flow };
      expect(texts(parkedTransition({ ...greeted, ...state }, input).commands)).toEqual([]);
    }
  });

  test("E2: what parked is a repeat from then on, and what it told of how to reply is kept", () => {
    const call = { type: "call-received", callId: "c", phase: "missed", video: false, address: "123456@lid" };
    for (const given of [message("2", { address: "123456@lid" }), event(call)]) {
      const { state } = park(null, given);
      expect(state.address).toBe("123456@lid");
      expect(step(state, given).rule).toBe("repeat");
    }
  });

  test("no timer is armed meanwhile, so one that fires all the same does nothing", () => {
    const { state, commands } = park(greeted, message("2"));
    const armed = Object.entries(greeted.timers);
    expect(commands.filter(({ type }) => type === "cancel-timer")).toHaveLength(armed.length);
    const fired = event({ type: "timer-fired", name: "nudge", generation: greeted.timers.nudge!.generation });
    const deferred = deferredTransition(state, { event: fired, facts: at(NOW), flow });
    expect(deferred).toMatchObject({ rule: "deferred", commands: [], state: { timers: state.timers } });
    expect(Object.values(state.timers).map((timer) => timer.at)).toEqual(armed.map(() => null));
    const merged = step(greeted, event({ type: "merged-into", survivor: "5511900000001" }));
    expect(step(merged.state, fired)).toMatchObject({
      rule: "merged",
      commands: [],
      state: { timers: merged.state.timers },
    });
  });

  test("parking again keeps the first event, so that resuming starts from it", () => {
    const { state } = park(greeted, message("2"));
    expect(parkedTransition(state, { event: message("3"), seq: 12, facts: at(NOW), flow }).state.parked?.eventSeq).toBe(
      9,
    );
  });

  test("a deferred event is a repeat for everybody but the one who resumes", () => {
    const { state } = park(greeted, message("2"));
    const waiting = message("1");
    const deferred = deferredTransition(state, { event: waiting, facts: at(NOW), flow });
    expect(deferred).toMatchObject({ rule: "deferred", lane: "quiet", commands: [] });
    const resumed = step(deferred.state, event({ type: "contact-resumed" })).state;
    expect(step(resumed, waiting).rule).toBe("repeat");
    expect(transition(resumed, { event: waiting, facts: at(NOW), flow, resumed: true }).rule).toBe("fruit:f-apple");
  });

  test("stop words, red flags, controls and merges act; the rest waits", () => {
    const acts = (given: LogEvent) => actsWhileParked(given, flow, at(NOW));
    expect(acts(message("PARAR."))).toBe(true);
    expect(acts(message("eu quero morrer"))).toBe(true);
    expect(acts(event({ type: "contact-resumed" }))).toBe(true);
    expect(acts(event({ type: "merged-from", from: "lid-123456", carried: {} }))).toBe(true);
    expect(acts(message("atendente"))).toBe(false);
    expect(acts(event({ type: "timer-fired", name: "nudge", generation: 1 }))).toBe(false);
  });
});

import { LogEvent } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import { actsWhileParked, type ConversationState, initialState, transition } from "../src/index.ts";
import { ATTENDANT_VALID_MS } from "../src/state/limits.ts";
import { at, flow } from "./flow.ts";

const NOW = 1_767_614_400_000;
const CONTACT = "5511999990000";
const told = (id = "n1") =>
  LogEvent.parse({
    ...{ type: "attendant-notified", id, channel: "main", contact: CONTACT, at: NOW, receivedAt: NOW },
    ...{ source: "panel", attendantId: "7", externalId: "x1", text: "A consulta mudou." },
  });
const tell = (state: ConversationState | null = null) => transition(state, { event: told(), facts: at(NOW), flow });

describe("a notice", () => {
  test("leaves as the words of the person who wrote it, and may wait a day", () => {
    const { commands, lane, rule } = tell({ ...initialState(NOW), address: "123456@lid" });
    expect([lane, rule]).toEqual(["reply", "attendant-notified"]);
    expect(commands).toEqual([
      {
        type: "send-text",
        to: "123456@lid",
        author: "attendant",
        attendant: { source: "panel", id: "7", externalId: "x1" },
        repeatable: false,
        validUntil: NOW + ATTENDANT_VALID_MS,
        text: "A consulta mudou.",
      },
    ]);
  });

  test.each<[string, Partial<ConversationState>]>([
    ["the bot has the conversation", { mode: "bot" }],
    ["the bot waits for an answer", { mode: "bot", pendingInput: null, step: "menu", lastActivityAt: NOW - 5 }],
    ["a person has it", { mode: "human", humanUntil: NOW + 5 }],
    ["the bot is paused", { mode: "paused" }],
    [
      "the team was asked to go on",
      { handedOver: { at: NOW - 5, team: "a", reason: "b", priority: "high", notedAt: null } },
    ],
    ["the contact is parked", { parked: { eventSeq: 9, since: NOW, resumeTo: "bot" } }],
  ])("leaves everything as it is when %s", (_, given) => {
    const before = { ...initialState(NOW), ...given };
    const { commands, state } = tell(before);
    expect(commands.filter(({ type }) => type === "send-text")).toHaveLength(1);
    expect({ ...state, seen: [], timers: {} }).toEqual({ ...before, seen: [], timers: {} });
  });

  test("does not reach a patient who wants no more messages", () => {
    const { commands, rule, state } = tell({ ...initialState(NOW), optedOut: true });
    expect([rule, commands, state.optedOut]).toEqual(["notice-kept-back", [], true]);
  });

  test("leaves while the contact is parked, and once only", () => {
    expect(actsWhileParked(told(), flow, at(NOW))).toBe(true);
    expect(tell(tell().state)).toMatchObject({ rule: "repeat", commands: [] });
  });
});

import { describe, expect, test } from "vitest";
import { type ChannelId, type ContactKey, ControlEvent, composeControl, OPERATOR_CONTROLS } from "../src/index.ts";

const ref = { channel: "main" as ChannelId, contact: "5511987654321" as ContactKey };

describe.each(OPERATOR_CONTROLS)("the order %s", (order) => {
  test("becomes a control of the conversation, the same for the same cause", () => {
    const origin = { source: "panel", at: 1_000, cause: "request-1" } as const;
    const { subject, event } = composeControl(ref, order, origin);
    expect(subject).toBe("inbound.main.5511987654321.gate.control");
    expect(ControlEvent.parse(event)).toEqual(event);
    expect(composeControl(ref, order, { ...origin, at: 2_000 }).event.id).toBe(event.id);
    expect(composeControl(ref, order, { ...origin, cause: "request-2" }).event.id).not.toBe(event.id);
  });
});

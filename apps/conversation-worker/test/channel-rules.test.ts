import { Channel, ChannelId } from "@acolhe/events";
import { expect, it } from "vitest";
import { channelRules } from "../src/gather/channel-rules.ts";

const secrets = {
  instanceId: "I",
  instanceToken: "token-of-the-instance",
  clientToken: "token-of-the-client",
  webhookSecret: "secret-of-the-webhook",
};
const rulesOf = (settings: object) => {
  const channel = Channel.parse({ id: "main", ...secrets, ...settings });
  return channelRules([channel])(ChannelId.parse("main"));
};

it("a turn records of its number's settings only what differs from the usual", () => {
  expect(rulesOf({})).toEqual({});
  expect(rulesOf({ paceMs: 0 })).toEqual({});
  expect(rulesOf({ paceMs: 3_000, goLive: "new-contacts", afterReturn: "continue", humanDays: 1 })).toEqual({
    paceMs: 3_000,
    newContactsOnly: true,
    continueAfterReturn: true,
    humanMs: 86_400_000,
  });
});

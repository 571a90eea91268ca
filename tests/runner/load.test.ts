import { isSend } from "@acolhe/events";
import { clinicFlow, startTrial } from "@acolhe/flows";
import { expect, it } from "vitest";
import { SAYINGS_MAX, sayings } from "../../bench/contacts.ts";
import type { Gateway } from "../../bench/gateway.ts";
import { createLoad } from "../../bench/load.ts";
import type { WebhookClient } from "../../bench/webhook-client.ts";

/** Answers each message once, after the webhook. */
function answering() {
  const gateway = { onSend: () => {} } as unknown as Gateway;
  const client = {
    async post(phone: string, text: string) {
      setImmediate(() => gateway.onSend(phone, text, "id"));
      return 200;
    },
  } as unknown as WebhookClient;
  return { client, gateway };
}

it("ends when no contact has more to say", async () => {
  const load = createLoad({ ...answering(), contacts: 4 });
  expect(await load.closed(2, 3_600)).toMatchObject({ messages: 4 * SAYINGS_MAX });
  expect(load.problems).toEqual({ refused: 0, unanswered: 0 });
});

it("says only what the clinic's flow answers by one message", () => {
  const next = sayings();
  const trial = startTrial(clinicFlow, Date.UTC(2026, 0, 5, 12));
  const sends = (text: string) => trial.say({ kind: "text", text }).commands.filter(isSend).length;
  expect(sends("oi")).toBe(2);
  const said = Array.from({ length: SAYINGS_MAX }, next);
  expect(said.filter((text) => sends(text) !== 1)).toEqual([]);
});

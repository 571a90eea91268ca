import { expect, it } from "vitest";
import { SAYINGS_MAX } from "../../bench/contacts.ts";
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

it("ends when nobody has anything more to say", async () => {
  const load = createLoad({ ...answering(), contacts: 4 });
  expect(await load.closed(2, 3_600)).toMatchObject({ messages: 4 * SAYINGS_MAX });
  expect(load.problems).toEqual({ refused: 0, unanswered: 0 });
});

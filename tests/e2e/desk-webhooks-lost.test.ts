import { loadSettings } from "@acolhe/runtime";
import { eventually } from "@acolhe/testing";
import { expect, test } from "vitest";
import { startClinic } from "./clinic.ts";

const PHONE = "5511973000001";
const MINUTE = { deadlineMs: 60_000, everyMs: 200 };

test("as it is set by default, the desk is read often enough to notice within a minute", () => {
  // What happens right after one reading is seen by the next; reading itself takes its time.
  expect(2 * loadSettings({}).CHATWOOT_RECONCILE_MS).toBeLessThanOrEqual(60_000);
});

test("when no webhook of the desk ever comes, a reply, its takeover and the return are noticed all the same", {
  timeout: 240_000,
}, async () => {
  await using ends = new AsyncDisposableStack();
  const clinic = await startClinic(ends, {
    CHATWOOT_WEBHOOK_SECRET: "desk-webhooks-of-the-test",
    CHATWOOT_RECONCILE_MS: "3000",
  });
  await clinic.faults({ dropWebhooks: true });
  const heard = async () => (await clinic.calls(PHONE)).map(({ text }) => text);
  await clinic.patient(PHONE, "oi");
  await eventually(async () => (await clinic.shown(PHONE)).length >= 3, MINUTE);
  const { id } = (await clinic.conversationOf(PHONE))!;

  await clinic.attendant("POST", `/conversations/${id}/messages`, { content: "Oi! Aqui é a Rafaela." });
  await eventually(async () => (await heard()).includes("Oi! Aqui é a Rafaela."), MINUTE);
  await clinic.patient(PHONE, "quero marcar uma consulta");
  await eventually(async () => (await clinic.rules(PHONE)).includes("human-silent"), MINUTE);
  const before = (await heard()).length;

  await clinic.attendant("POST", `/conversations/${id}/toggle_status`, { status: "resolved" });
  await eventually(async () => (await clinic.rules(PHONE)).includes("returned"), MINUTE);
  await clinic.patient(PHONE, "oi de novo");
  await eventually(async () => (await heard()).length > before, MINUTE);
  expect((await heard()).filter((text) => text.includes("Rafaela"))).toHaveLength(1);
});

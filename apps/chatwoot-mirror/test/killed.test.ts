import { eventually, spawnApp } from "@acolhe/testing";
import { expect, test } from "vitest";
import { startFixture } from "./fixture.ts";

const PHONES = ["5511990000021", "5511990000022", "5511990000023", "5511990000024"];
const ROUNDS = 12;
const KILLS = process.env.ACOLHE_LONG === "1" ? 25 : 3;
/** How much more has to be at the desk before the process is killed again: it is in the middle of its work. */
const BETWEEN_KILLS = 4;

test("the process killed again and again in the middle of a burst: everything is at the desk once, and in order", {
  timeout: 60_000 + KILLS * 20_000,
}, async () => {
  await using fixture = await startFixture();
  const env = {
    NATS_URL: fixture.natsUrl,
    CHATWOOT_URL: fixture.url,
    CHATWOOT_INBOX_ID: "1",
    CHATWOOT_TOKEN: fixture.tokens.userToken,
    CHATWOOT_BOT_TOKEN: fixture.tokens.botToken,
    // A call of a process that was killed is over at the desk within twice this.
    CHATWOOT_TIMEOUT_MS: "500",
    CHATWOOT_TEAMS: "reception=4",
    ACK_WAIT_MS: "500",
    LOG_LEVEL: "warn",
    ZAPI_INSTANCE_ID: "i",
    ZAPI_INSTANCE_TOKEN: "t",
    ZAPI_CLIENT_TOKEN: "c",
    ZAPI_WEBHOOK_SECRET: "0123456789abcdef",
  };
  const said = async (round: number) => {
    for (const phone of PHONES) {
      const text = `${round} do paciente`;
      const event = { type: "message-received", messageId: `M${round}`, address: phone, content: fixture.text(text) };
      await fixture.turn(phone, event, [fixture.says(phone, `${round} do robô`)]);
    }
  };
  const expected = Array.from({ length: ROUNDS }, (_, n) => [`${n} do paciente`, `${n} do robô`]).flat();
  const shown = async () => {
    const found: string[][] = [];
    for (const { id } of await fixture.conversations()) found.push((await fixture.messages(id)).map((m) => m.content));
    return found;
  };
  const count = async () => (await shown()).flat().length;

  // Slow enough that a kill finds calls under way.
  await fixture.faults({ latencyMs: 60 });
  for (let round = 0; round < ROUNDS; round++) await said(round);
  let app = await spawnApp("chatwoot-mirror", env);
  try {
    let inTheMiddle = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const before = await count();
      await eventually(
        async () => (await count()) >= Math.min(before + BETWEEN_KILLS, PHONES.length * expected.length),
        {
          deadlineMs: 30_000,
        },
      );
      await app.kill("SIGKILL");
      if ((await count()) < PHONES.length * expected.length) inTheMiddle++;
      app = await spawnApp("chatwoot-mirror", env);
    }
    await fixture.faults({ latencyMs: 0 });
    await eventually(async () => (await count()) >= PHONES.length * expected.length && fixture.idle(), {
      deadlineMs: 60_000,
      everyMs: 100,
    });
    expect(await shown()).toEqual(PHONES.map(() => expected));
    for (const phone of PHONES) expect(await fixture.contacts(phone)).toHaveLength(1);
    // A kill when all was done already would prove nothing.
    expect(inTheMiddle).toBeGreaterThanOrEqual(2);
  } finally {
    await app.stop();
  }
});

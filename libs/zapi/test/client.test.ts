import { describe, expect, test } from "vitest";
import { mendChannelSettings } from "../src/index.ts";
import { readExchange } from "./fixtures.ts";
import { INSTANCE_TOKEN, type Request, startGateway } from "./gateway.ts";

const bodyOf = (name: string) => readExchange(name).response.body;
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}
const webhookUrl = "https://bot.example/wh/3f1c9b7e5a2d4c608e1f/zapi";

describe("the gateway's queue", () => {
  test("is read page by page to its end", async () => {
    await using gateway = await startGateway(({ body }) => ({
      body: bodyOf((body as { pagingState?: string }).pagingState ? "api-queue-list-last-page" : "api-queue-list"),
    }));
    const messages = await all(gateway.client.queue());
    expect(messages).toEqual([
      {
        zaapId: "019D4400000000000000000000068DA6",
        messageId: "3EB0A1000200A1000200A1",
        phone: "5511990000001",
        text: "Olá",
        createdAt: 1_767_268_800_000,
      },
    ]);
    expect(gateway.requests.map(({ body }) => body)).toEqual([
      { pageSize: 30 },
      { pageSize: 30, pagingState: "eyJidWNrZXQiOjI5MzR9" },
    ]);
  });

  test("that repeats a page does not go on for ever", async () => {
    await using gateway = await startGateway(() => ({ body: bodyOf("api-queue-list") }));
    expect(await all(gateway.client.queue())).toHaveLength(2);
  });

  test.each([
    [200, null],
    [204, null],
    [404, { error: "Message not found" }],
  ])("a message is deleted, or was gone: %s", async (status, body) => {
    await using gateway = await startGateway(() => ({ status, body }));
    await gateway.client.deleteQueued("019D");
    expect(gateway.requests[0]).toMatchObject({ method: "DELETE", path: "/queue/019D" });
  });
});

describe("the number's chats", () => {
  const rows = (name: string) => bodyOf(name) as object[];

  test("are read page by page, people only, each once, by all their names", async () => {
    await using gateway = await startGateway(({ path }) => {
      const page = Number(path.match(/page=(\d+)/)?.[1]);
      // One that moved meanwhile comes again, and one without a time never had a message.
      const second = [...rows("api-chats-list-with-lid"), rows("api-chats-list")[0], { phone: "5511990000009" }];
      return { body: page === 1 ? rows("api-chats-list") : page === 2 ? [...second, "nonsense", { phone: "" }] : [] };
    });
    expect(await all(gateway.client.chats())).toEqual([
      { names: { phone: "5511990000001", address: "5511990000001" }, lastActiveAt: 1_767_268_800_000, unread: 2 },
      {
        names: { lid: "126104500000003", phone: "5521990000003", address: "5521990000003" },
        lastActiveAt: 1_767_268_800_000,
        unread: 1,
      },
    ]);
    expect(gateway.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /chats?page=1&pageSize=100",
      "GET /chats?page=2&pageSize=100",
      "GET /chats?page=3&pageSize=100",
    ]);
  });

  test("are read as far as anything moved, or as many pages as are allowed", async () => {
    const at = (page: number) => [{ phone: `551199000000${page}`, lastMessageTime: String(1_767_268_800 - page) }];
    await using gateway = await startGateway(({ path }) => ({ body: at(Number(path.match(/page=(\d+)/)?.[1])) }));
    expect(await all(gateway.client.chats({ untilQuietSince: 1_767_268_797_000, pauseMs: 1 }))).toHaveLength(4);
    expect(await all(gateway.client.chats({ pagesMax: 2 }))).toHaveLength(2);
  });

  test("that repeat a page do not go on for ever; an answer that is no list is not an empty list", async () => {
    await using repeating = await startGateway(() => ({ body: rows("api-chats-list") }));
    expect(await all(repeating.client.chats())).toHaveLength(1);
    await using odd = await startGateway(() => ({ body: { value: true } }));
    await expect(all(odd.client.chats())).rejects.toThrow();
  });
});

describe("status", () => {
  test.each([
    ["api-status-connected", true],
    ["api-status-disconnected", false],
    ["api-status-restore-session", false],
  ])("%s is decided by its booleans", async (name, connected) => {
    await using gateway = await startGateway(() => ({ body: bodyOf(name) }));
    expect(await gateway.client.status()).toEqual({ connected, smartphoneConnected: connected });
  });
  test("a lapsed subscription is told", async () => {
    await using gateway = await startGateway(() => ({ status: 400, body: bodyOf("send-error-subscription-lapsed") }));
    await expect(gateway.client.status()).rejects.toMatchObject({ code: "subscription-lapsed", kind: "hold" });
  });
});

test("settings are read without the token", async () => {
  await using gateway = await startGateway(() => ({ body: bodyOf("api-me") }));
  const me = await gateway.client.me();
  expect(me).toMatchObject({ connected: true, notifySentByMe: true });
  expect(me.callbackUrls.received).toBe("https://bot.example/wh/secret/zapi");
  expect(JSON.stringify(me)).not.toContain(INSTANCE_TOKEN);
});

describe("whether a number has WhatsApp", () => {
  test.each([
    ["api-phone-exists-array", { exists: true, phone: "5511990000001", lid: "81896600000001" }],
    ["api-phone-exists-object", { exists: true, phone: "5511990000001", lid: "81896600000001" }],
    ["api-phone-exists-ninth-digit-dropped", { exists: true, phone: "553190000002", lid: "115440000000002" }],
    ["api-phone-exists-false", { exists: false, phone: "5511990000099" }],
  ])("%s", async (name, expected) => {
    await using gateway = await startGateway(() => ({ body: bodyOf(name) }));
    expect(await gateway.client.phoneExists("5511990000001")).toEqual(expected);
  });
});

describe("settings are changed as recorded", () => {
  test.each([
    "api-update-every-webhooks",
    "api-update-filters",
    "api-update-notify-sent-by-me",
    "api-update-queue-settings",
  ])("%s", async (name) => {
    const { request, response } = readExchange(name);
    await using gateway = await startGateway(() => ({ body: response.body }));
    const { client } = gateway;
    if (name === "api-update-every-webhooks") await client.updateEveryWebhook(webhookUrl, true);
    if (name === "api-update-filters") {
      await client.updateFilters({
        messageFilters: ["FILTER_FROM_GROUP"],
        callbackTypeFilters: ["FILTER_PRESENCE_CHAT_CALLBACK"],
      });
    }
    if (name === "api-update-notify-sent-by-me") await client.updateNotifySentByMe(true);
    if (name === "api-update-queue-settings") {
      await client.updateQueueSettings({ disableEnqueueWhenDisconnected: true });
    }
    expect(gateway.requests[0]).toMatchObject({
      method: request.method,
      path: request.path.replace("/instances/{instanceId}/token/{token}", ""),
      body: request.body,
    });
  });
});

describe("mendChannelSettings", () => {
  /** A gateway that keeps what it is told, except the routes named. */
  function instance(start: Record<string, unknown>, deaf: readonly string[] = []) {
    const me: Record<string, unknown> = { ...(bodyOf("api-me") as object), ...start };
    return ({ path, body }: Request) => {
      const told = (body ?? {}) as Record<string, unknown>;
      if (path === "/me") return { body: me };
      if (path === "/status") return { body: bodyOf("api-status-connected") };
      if (!deaf.includes(path)) {
        if (path === "/update-every-webhooks") {
          for (const key of Object.keys(me)) if (/^(?!initial).*CallbackUrl$/.test(key)) me[key] = told.value;
        } else if (path === "/update-notify-sent-by-me") me.receiveCallbackSentByMe = told.notifySentByMe;
        else Object.assign(me, told);
      }
      return { body: { value: true } };
    };
  }
  const right = {
    ...Object.fromEntries(
      ["received", "delivery", "messageStatus", "connected", "disconnected"].map((n) => [
        `${n}CallbackUrl`,
        webhookUrl,
      ]),
    ),
    disableEnqueueWhenDisconnected: true,
    messageFilters: ["FILTER_FROM_GROUP"],
    callbackTypeFilters: ["FILTER_PRESENCE_CHAT_CALLBACK"],
  };
  const WELL = { complaints: [], connected: true };
  const puts = (requests: readonly Request[]) =>
    requests.filter(({ method }) => method === "PUT").map(({ path }) => path);

  test("leaves alone what is right", async () => {
    await using gateway = await startGateway(instance(right));
    expect(await mendChannelSettings(gateway.client, { webhookUrl })).toEqual({ ...WELL, mended: [] });
    expect(puts(gateway.requests)).toEqual([]);
  });

  test("mends what is wrong, once", async () => {
    const wrong = { receiveCallbackSentByMe: false, disableEnqueueWhenDisconnected: false, messageFilters: [] };
    await using gateway = await startGateway(instance(wrong));
    expect(await mendChannelSettings(gateway.client, { webhookUrl })).toEqual({
      ...WELL,
      mended: ["webhooks", "notify-sent-by-me", "queue", "filters"],
    });
    expect((await mendChannelSettings(gateway.client, { webhookUrl })).mended).toEqual([]);
  });

  test.each([
    ["patients' texts", { messageFilters: ["FILTER_FROM_GROUP", "FILTER_TEXT_MESSAGE"] }],
    ["what became of sends", { callbackTypeFilters: ["FILTER_PRESENCE_CHAT_CALLBACK", "FILTER_DELIVERY_CALLBACK"] }],
  ])("takes a filter away that swallows %s", async (_what, filters) => {
    await using gateway = await startGateway(instance({ ...right, ...filters }));
    expect(await mendChannelSettings(gateway.client, { webhookUrl })).toEqual({ ...WELL, mended: ["filters"] });
    expect(puts(gateway.requests)).toEqual(["/update-filters"]);
  });

  test("complains when the gateway says yes and changes nothing", async () => {
    await using gateway = await startGateway(
      instance({ ...right, receivedCallbackUrl: "https://old.example" }, ["/update-every-webhooks"]),
    );
    const { mended, complaints } = await mendChannelSettings(gateway.client, { webhookUrl });
    expect(mended).toEqual([]);
    expect(complaints).toEqual([expect.stringContaining("webhooks")]);
    expect(complaints.join()).not.toContain("3f1c9b7e5a2d4c608e1f");
  });

  test("sets what the gateway does not tell, without reporting it", async () => {
    const { disableEnqueueWhenDisconnected: _, messageFilters: __, ...untold } = right;
    await using gateway = await startGateway(instance(untold));
    expect(await mendChannelSettings(gateway.client, { webhookUrl })).toEqual({ ...WELL, mended: [] });
    expect(puts(gateway.requests)).toEqual(["/update-queue-settings", "/update-filters"]);
  });

  test("an expired account is one sentence, not an exception", async () => {
    await using gateway = await startGateway(() => ({ status: 403, body: { error: "Client-Token not allowed" } }));
    const { complaints, connected } = await mendChannelSettings(gateway.client, { webhookUrl });
    expect(complaints).toEqual([expect.stringContaining("Client-Token")]);
    expect(connected).toBeUndefined();
  });

  test("a disconnected number is told", async () => {
    const answers = instance(right);
    await using gateway = await startGateway((request) =>
      request.path === "/status" ? { body: bodyOf("api-status-disconnected") } : answers(request),
    );
    const { complaints, connected } = await mendChannelSettings(gateway.client, { webhookUrl });
    expect(complaints).toEqual([expect.stringContaining("desconectado")]);
    expect(connected).toBe(false);
  });
});

import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import type { SendCommand } from "@acolhe/events";
import { describe, expect, test } from "vitest";
import {
  createZapiClient,
  DELIVERY_ERRORS,
  deliveryErrorCode,
  errorFromException,
  errorFromResponse,
  SEND_ERRORS,
  SendError,
  type SendErrorCode,
} from "../src/index.ts";
import { readExchange, SEND_FIXTURES } from "./fixtures.ts";
import { CLIENT_TOKEN, INSTANCE, INSTANCE_TOKEN, startGateway } from "./gateway.ts";

const hello: SendCommand = {
  type: "send-text",
  to: "5511990000001",
  author: "bot",
  repeatable: false,
  validUntil: 4_000_000_000_000,
  text: "Segredo da Ana",
};

async function failureOf(work: Promise<unknown>): Promise<SendError> {
  const error = await work.then(
    () => new Error("it succeeded"),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(SendError);
  return error as SendError;
}

/** Everything a logger could print of an error. */
function printed(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.stack, JSON.stringify(error), error.cause === undefined ? "" : printed(error.cause)].join("\n");
}

function expectNoSecret(error: unknown) {
  for (const secret of [INSTANCE_TOKEN, CLIENT_TOKEN, hello.to, "Segredo"]) {
    expect(printed(error)).not.toContain(secret);
  }
}

const RECORDED: Record<string, [SendErrorCode, SendError["kind"]]> = {
  "send-error-client-token-missing": ["credentials-rejected", "park"],
  "send-error-client-token-null-not-allowed": ["credentials-rejected", "park"],
  "send-error-client-token-rejected": ["credentials-rejected", "park"],
  "send-error-ip-not-allowed": ["credentials-rejected", "park"],
  "send-error-instance-not-found": ["instance-not-found", "park"],
  "send-error-subscription-lapsed": ["subscription-lapsed", "hold"],
  "send-error-enqueue-disabled": ["channel-disconnected", "hold"],
  "send-error-http200-not-found": ["wrong-request", "drop"],
  "send-error-method-not-allowed": ["wrong-request", "drop"],
  "send-error-unsupported-media-type": ["wrong-request", "drop"],
};

describe("recorded refusals", () => {
  test.each(SEND_FIXTURES.filter((name) => name.startsWith("send-error-")))("%s", async (name) => {
    const { response } = readExchange(name);
    // Where the status is not known the text must be enough, so any will do.
    for (const status of response.status === null ? [200, 400, 403, 500] : [response.status]) {
      await using gateway = await startGateway(() => ({ status, body: response.body }));
      const error = await failureOf(gateway.client.send(hello));
      expect([error.code, error.kind]).toEqual(RECORDED[name]);
      expect(printed(error)).not.toContain("203.0.113.10");
      expectNoSecret(error);
    }
  });
});

describe("answers without a recorded text", () => {
  test.each<[number, unknown, SendErrorCode, SendError["kind"]]>([
    [200, undefined, "unreadable-answer", "unknown"],
    [200, {}, "unreadable-answer", "unknown"],
    [200, { messageId: 7 }, "unreadable-answer", "unknown"],
    [200, { zaapId: "x" }, "unreadable-answer", "unknown"],
    [200, { messageId: "x", error: "Something" }, "refused", "drop"],
    [302, undefined, "refused", "drop"],
    [400, { error: "Something new" }, "refused", "drop"],
    [400, { error: "Phone number does not exist." }, "phone-not-on-whatsapp", "drop"],
    [401, undefined, "credentials-rejected", "park"],
    [404, undefined, "wrong-request", "drop"],
    [408, undefined, "gateway-unavailable", "retry"],
    [429, undefined, "rate-limited", "retry"],
    [500, undefined, "gateway-failed", "unknown"],
    [502, undefined, "gateway-failed", "unknown"],
    [503, undefined, "gateway-unavailable", "retry"],
    [504, undefined, "gateway-failed", "unknown"],
  ])("%s %j is %s", async (status, body, code, kind) => {
    await using gateway = await startGateway(() => ({ status, body }));
    const error = await failureOf(gateway.client.send(hello));
    expect([error.code, error.kind]).toEqual([code, kind]);
    expectNoSecret(error);
  });

  test("a redirect is not followed: it would carry the token away", async () => {
    await using elsewhere = await startGateway(() => ({ body: { messageId: "x" } }));
    await using gateway = await startGateway(() => ({ status: 307, headers: { location: elsewhere.baseUrl } }));
    expect((await failureOf(gateway.client.send(hello))).code).toBe("refused");
    expect(elsewhere.requests).toEqual([]);
  });

  test("a success that is no JSON is an unknown outcome", async () => {
    await using gateway = await startGateway(() => ({ raw: "<html>" }));
    expect((await failureOf(gateway.client.send(hello))).code).toBe("unreadable-answer");
  });

  test("the wait the gateway asks for is passed on, up to ten minutes", async () => {
    for (const [asked, waitMs] of [
      ["7", 7000],
      ["9999", 600_000],
      ["Wed, 21 Oct 2026 07:28:00 GMT", SEND_ERRORS["rate-limited"].retryAfterMs],
    ] as const) {
      await using gateway = await startGateway(() => ({ status: 429, headers: { "retry-after": asked } }));
      expect((await failureOf(gateway.client.send(hello))).retryAfterMs).toBe(waitMs);
    }
  });

  test("tokens and phones in the gateway's own words are cut out", () => {
    const error = errorFromResponse(400, { error: `Bad ${INSTANCE_TOKEN} for ${hello.to}` });
    expect(error.message).toContain("Bad * for *");
    expectNoSecret(error);
  });
});

describe("written or not", () => {
  const clientOf = (baseUrl: string, timeoutMs = 2000) =>
    createZapiClient({
      baseUrl,
      instanceId: INSTANCE,
      instanceToken: INSTANCE_TOKEN,
      clientToken: CLIENT_TOKEN,
      timeoutMs,
    });

  test("no server listens: not sent, may be repeated", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const error = await failureOf(clientOf(`http://127.0.0.1:${port}`).send(hello));
    expect([error.code, error.kind]).toEqual(["not-reached", "retry"]);
    expectNoSecret(error);
  });

  test("no such host: not sent, may be repeated", async () => {
    const error = await failureOf(clientOf("http://gateway.invalid").send(hello));
    expect([error.code, error.kind]).toEqual(["not-reached", "retry"]);
    expectNoSecret(error);
  });

  test("no answer in time: unknown", async () => {
    await using gateway = await startGateway(() => undefined, { timeoutMs: 150 });
    const error = await failureOf(gateway.client.send(hello));
    expect([error.code, error.kind]).toEqual(["outcome-unknown", "unknown"]);
    expectNoSecret(error);
  });

  test("connection lost after the request was read: unknown", async () => {
    await using gateway = await startGateway((_, response) => void response.socket?.destroy());
    const error = await failureOf(gateway.client.send(hello));
    expect([error.code, error.kind]).toEqual(["outcome-unknown", "unknown"]);
    expectNoSecret(error);
  });

  test("connection lost inside the answer: unknown", async () => {
    await using gateway = await startGateway((_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write('{"zaapId":');
      setTimeout(() => response.socket?.destroy(), 20);
      return undefined;
    });
    const error = await failureOf(gateway.client.send(hello));
    expect([error.code, error.kind]).toEqual(["outcome-unknown", "unknown"]);
  });

  test("a refused connection on every address of a host is not sent; on some only it stays unknown", () => {
    const refused = Object.assign(new Error("refused"), { code: "ECONNREFUSED" });
    const reset = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const wrap = (...errors: Error[]) => new TypeError("fetch failed", { cause: new AggregateError(errors) });
    expect(errorFromException(wrap(refused, refused)).kind).toBe("retry");
    expect(errorFromException(wrap(refused, reset)).kind).toBe("unknown");
  });

  test.each([undefined, null, "text", 7, {}, new Error("?")])("anything else thrown (%s) is unknown", (thrown) => {
    expect(errorFromException(thrown).kind).toBe("unknown");
  });

  test("a bad base URL is refused at the start, without its text", () => {
    expect(() => clientOf("api.z-api.io")).toThrow("not a URL");
  });
});

describe("closed lists", () => {
  test.each(Object.entries(DELIVERY_ERRORS))(
    "every text of %s leads to it, however it is written",
    (code, { texts }) => {
      for (const text of texts) {
        for (const form of [text, `${text}.`, text.toUpperCase(), ` ${text} `])
          expect(deliveryErrorCode(form)).toBe(code);
      }
    },
  );

  test.each([
    ["Unsupported sticker format: image/bmp", undefined, "bad-media-file"],
    ["Polls are not available to channels.", undefined, "wrong-chat-kind"],
    ["Anything", "SHADOW_BAN", "shadow-ban"],
    ["Something of tomorrow", "NEW", "unknown-delivery-error"],
    ["", undefined, "unknown-delivery-error"],
  ])("%j with code %s is %s", (text, errorCode, code) => {
    expect(deliveryErrorCode(text, errorCode)).toBe(code);
  });

  test("no text belongs to two codes", () => {
    const texts = Object.values(DELIVERY_ERRORS).flatMap(({ texts: all }) => [...all] as string[]);
    expect(new Set(texts).size).toBe(texts.length);
  });

  test("every code has a sentence for the operator, and none is in both lists", () => {
    for (const { sentence } of [...Object.values(SEND_ERRORS), ...Object.values(DELIVERY_ERRORS)]) {
      expect(sentence).toMatch(/^[A-ZÀ-Ý].*\.$/);
    }
    expect(Object.keys(SEND_ERRORS).filter((code) => code in DELIVERY_ERRORS)).toEqual([]);
  });
});

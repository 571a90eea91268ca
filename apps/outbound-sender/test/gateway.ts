import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** What it asks for when it is called too often: longer than the sender's own first pause. */
export const RETRY_AFTER_MS = 2_000;

/** One call the gateway got. */
export interface Call {
  readonly route: string;
  readonly phone: string;
  readonly text: string;
  /** The file, where the call has one. */
  readonly file?: string;
  readonly at: number;
}

export type Answer =
  | "accept"
  | "terms-missing"
  | "lose-sent"
  | "lose-unsent"
  | "refuse-503"
  | "rate-limited"
  | "bad-request"
  | "credentials-rejected"
  | "subscription-lapsed"
  | "disconnected";

/**
 * The outside world as the sender sees it: takes sends, and answers as the test says. Differs from the real gateway in
 * sending no callbacks by itself and in keeping no pace.
 */
export async function startGateway() {
  const calls: Call[] = [];
  const queue: Array<{ phone: string; text: string; zaapId: string; messageId: string }> = [];
  const deleted: string[] = [];
  const revoked: Record<string, string>[] = [];
  let revokes = true;
  let revokingFailures = 0;
  let unqueues = true;
  let unqueueingLosses = 0;
  let answer: (call: Call, number: number) => Answer | Promise<Answer> = () => "accept";
  let count = 0;
  let keeps = false;
  let listingFailures = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      const url = new URL(request.url ?? "/", "http://gateway");
      const route = url.pathname.split("/").slice(5).join("/");
      const json = (status: number, body: unknown, headers: Record<string, string> = {}) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(JSON.stringify(body));
      };
      if (request.method === "DELETE") {
        if (route === "messages") {
          revoked.push(Object.fromEntries(url.searchParams));
          if (!revokes) return json(400, { error: "something is wrong with it" });
          if (revokingFailures > 0) {
            revokingFailures--;
            return json(500, { error: "it cannot be deleted now" });
          }
          response.writeHead(204);
          return response.end();
        }
        const zaapId = route.split("/").pop() ?? "";
        if (!unqueues) return json(400, { error: "something is wrong with it" });
        deleted.push(zaapId);
        const at = queue.findIndex((one) => one.zaapId === zaapId);
        if (at >= 0) queue.splice(at, 1);
        if (unqueueingLosses > 0) {
          unqueueingLosses--;
          return request.socket.destroy();
        }
        return json(200, {});
      }
      if (route === "queue" && listingFailures > 0) {
        listingFailures--;
        return json(500, { error: "the queue cannot be listed" });
      }
      if (route === "queue") {
        const messages = queue.map((m) => ({
          _id: m.zaapId,
          ZaapId: m.zaapId,
          MessageId: m.messageId,
          InstanceId: "i",
          Phone: m.phone,
          Message: m.text,
          DelayMessage: 1,
          DelayTyping: 0,
          Created: Date.now(),
          CreatedAt: new Date().toISOString(),
          Beta: false,
          IsTrial: false,
        }));
        return json(200, { messages, pagingState: null, hasMore: false });
      }
      if (route === "status")
        return json(200, { connected: true, error: "You are already connected", smartphoneConnected: true });
      const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
        readonly phone: string;
        readonly message?: string;
        readonly image?: string;
      };
      const call: Call = {
        route,
        phone: body.phone,
        text: body.message ?? "",
        at: Date.now(),
        ...(body.image ? { file: body.image } : {}),
      };
      const number = ++count;
      const what = await answer(call, number);
      if (what !== "lose-unsent") calls.push(call);
      const ids = { zaapId: `Z${number}`, messageId: `M${number}` };
      if ((what === "accept" || what === "lose-sent") && keeps)
        queue.push({ phone: call.phone, text: call.text, ...ids });
      if (what === "accept") return json(200, { ...ids, id: ids.messageId });
      if (what === "terms-missing")
        return json(400, { error: "You must accept buttons message terms in panel to send this message." });
      if (what === "refuse-503") return json(503, { error: "try later" });
      if (what === "rate-limited")
        return json(429, { error: "too many requests" }, { "retry-after": String(RETRY_AFTER_MS / 1000) });
      if (what === "bad-request") return json(400, { error: "something is wrong with it" });
      if (what === "credentials-rejected") return json(403, { error: "Client-Token null not allowed" });
      if (what === "subscription-lapsed")
        return json(400, { error: "To continue sending a message, you must subscribe to this instance again" });
      if (what === "disconnected")
        return json(400, {
          error:
            "Enqueue message is disabled for this instance when whatsapp is disconnected. You can update this setting on instance configuration.",
        });
      request.socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    queue,
    deleted,
    /** What it was asked to delete at WhatsApp. */
    revoked,
    /** From now on it refuses that. */
    refuseRevoking() {
      revokes = false;
    },
    /** The next times it is asked for that fail. */
    failRevoking(times: number) {
      revokingFailures = times;
    },
    /** From now on it takes nothing out of its queue. */
    refuseUnqueueing() {
      unqueues = false;
    },
    /** The next times it takes something out of its queue, the answer is lost. */
    loseUnqueueing(times: number) {
      unqueueingLosses = times;
    },
    /** From now on what is accepted stays in the queue. */
    keep(isKept = true) {
      keeps = isKept;
    },
    /** The next listings of the queue fail. */
    failListing(times: number) {
      listingFailures = times;
    },
    answers(how: typeof answer) {
      answer = how;
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

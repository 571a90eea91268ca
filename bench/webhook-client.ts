import { connect, type Socket } from "node:net";
import type { Channel } from "@acolhe/events";
import { webhookPath } from "../tests/chaos/channels.ts";

interface Line {
  readonly socket: Socket;
  waiting: ((status: number) => void) | null;
  received: string;
}

/** Where a message's webhook goes, and what its head says besides. */
export type RouteOf = (message: { phone: string; messageId: string }) => {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
};

const ownRoute = ({ webhookSecret, instanceToken }: Channel): ReturnType<RouteOf> => ({
  path: webhookPath(webhookSecret),
  headers: { "z-api-token": instanceToken },
});

/**
 * Posts webhooks over kept connections, one request at a time on each. It speaks just enough HTTP to leave the
 * machine's time to what is measured.
 */
export function createWebhookClient(url: string, channel: Channel, routeOf?: RouteOf) {
  const { hostname, port } = new URL(url);
  const own = ownRoute(channel);
  const headOf = ({ path, headers }: ReturnType<RouteOf>) => {
    const more = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    return `POST ${path} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n${more.join("")}Content-Length: `;
  };
  const ownHead = headOf(own);
  const idle: Line[] = [];
  const all: Line[] = [];
  let nextId = 0;
  const run = Date.now().toString(16).toUpperCase();

  function open(): Line {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const line: Line = { socket, waiting: null, received: "" };
    const settle = (status: number) => {
      const done = line.waiting;
      line.waiting = null;
      line.received = "";
      done?.(status);
    };
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      line.received += chunk;
      if (!isWhole(line.received)) return;
      const status = Number(line.received.slice(9, 12));
      idle.push(line);
      settle(status);
    });
    socket.on("error", () => settle(0));
    socket.on("close", () => settle(0));
    all.push(line);
    return line;
  }

  function request(head: string, payload: object): Promise<number> {
    const body = JSON.stringify(payload);
    let line = idle.pop();
    while (line?.socket.destroyed) line = idle.pop();
    const free = line ?? open();
    return new Promise((resolve) => {
      free.waiting = resolve;
      free.socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  const newId = () => `AC${run}${String(nextId++).padStart(16, "0")}`;
  return {
    newId,
    /** Resolves with the status, 0 for a broken connection. */
    post(phone: string, text: string, messageId = newId()): Promise<number> {
      const head = routeOf ? headOf(routeOf({ phone, messageId })) : ownHead;
      return request(head, received(channel, { phone, text, messageId }));
    },
    /** What the gateway says of a message of ours that has left its queue. */
    delivered: (phone: string, id: string): Promise<number> => request(ownHead, delivery(channel, { phone, id })),
    close() {
      for (const line of all) line.socket.destroy();
    },
  };
}
export type WebhookClient = ReturnType<typeof createWebhookClient>;

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const head = text.slice(0, end);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return text.endsWith("\r\n0\r\n\r\n");
  const length = /\r\ncontent-length: (\d+)/i.exec(head);
  return text.length >= end + 4 + Number(length?.[1] ?? 0);
}

const delivery = ({ instanceId }: Channel, { phone, id }: { phone: string; id: string }) => ({
  ...{ type: "DeliveryCallback", phone, zaapId: id, messageId: id, instanceId, momment: Date.now() },
});

/** The keys of a recorded webhook of a text message. */
export const received = (
  channel: Channel,
  { phone, text, messageId }: { phone: string; text: string; messageId: string },
) => ({
  isStatusReply: false,
  chatLid: `${phone.slice(2)}99@lid`,
  connectedPhone: "5511990000000",
  waitingMessage: false,
  isEdit: false,
  isGroup: false,
  isNewsletter: false,
  instanceId: channel.instanceId,
  messageId,
  phone,
  fromMe: false,
  momment: Date.now(),
  status: "RECEIVED",
  chatName: "Paciente",
  senderPhoto: null,
  senderName: "Paciente",
  photo: null,
  broadcast: false,
  participantPhone: null,
  participantLid: null,
  forwarded: false,
  type: "ReceivedCallback",
  fromApi: false,
  text: { message: text },
});

import { connect, type Socket } from "node:net";
import type { Channel } from "@acolhe/events";
import { webhookPath } from "../tests/chaos/channels.ts";

interface Line {
  readonly socket: Socket;
  waiting: ((status: number) => void) | null;
  received: string;
}

/**
 * Posts webhooks over kept connections, one request at a time on each. It speaks just enough HTTP to leave the
 * machine's time to what is measured.
 */
export function createWebhookClient(url: string, channel: Channel) {
  const { hostname, port } = new URL(url);
  const head =
    `POST ${webhookPath(channel.webhookSecret)} HTTP/1.1\r\nHost: ${hostname}\r\nContent-Type: application/json\r\n` +
    `z-api-token: ${channel.instanceToken}\r\nContent-Length: `;
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

  return {
    /** Resolves with the status, 0 for a broken connection. */
    post(phone: string, text: string): Promise<number> {
      const body = JSON.stringify(payload(channel, phone, text, `AC${run}${String(nextId++).padStart(16, "0")}`));
      let line = idle.pop();
      while (line?.socket.destroyed) line = idle.pop();
      const free = line ?? open();
      return new Promise((resolve) => {
        free.waiting = resolve;
        free.socket.write(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
      });
    },
    close() {
      for (const line of all) line.socket.destroy();
    },
  };
}
export type WebhookClient = ReturnType<typeof createWebhookClient>;

function isWhole(text: string): boolean {
  const end = text.indexOf("\r\n\r\n");
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end));
  return text.length >= end + 4 + Number(length?.[1] ?? 0);
}

/** The keys of a recorded webhook of a text message. */
const payload = (channel: Channel, phone: string, text: string, messageId: string) => ({
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

import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** The gateway reduced to its answers: every send is taken at once, and no callback ever comes. */
export interface Gateway extends AsyncDisposable {
  readonly url: string;
  readonly counts: { sends: number };
  /** Called for every send, when its body has arrived. */
  onSend: (phone: string, text: string, id: string) => void;
}

export async function startGateway(): Promise<Gateway> {
  let nextId = 0;
  const counts = { sends: 0 };
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      let answer = '{"value":true,"connected":true,"smartphoneConnected":true}';
      if (request.url?.includes("/chats?")) answer = "[]";
      if (request.url?.includes("/send-")) {
        const { phone, message } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, string>;
        counts.sends++;
        const id = `3EB0${String(nextId++).padStart(18, "0")}`;
        gateway.onSend(phone ?? "", message ?? "", id);
        answer = `{"zaapId":"${id}","messageId":"${id}","id":"${id}"}`;
      }
      reply.writeHead(200, { "content-type": "application/json", "content-length": answer.length }).end(answer);
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const gateway: Gateway = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    onSend: () => {},
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
  return gateway;
}

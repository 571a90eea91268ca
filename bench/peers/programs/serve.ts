import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Webhook } from "../decide.ts";

/** Tells the benchmark that the program can be used, and where it listens, if it does. */
export const sayReady = (port?: number) => console.log(port === undefined ? "ready" : `ready ${port}`);

/** Answers webhooks: 200 once `accept` has made them durable, 500 where it could not. */
export async function serveWebhooks(accept: (webhook: Webhook) => Promise<unknown>): Promise<void> {
  const server = createServer((request, reply) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", async () => {
      try {
        await accept(JSON.parse(Buffer.concat(chunks).toString("utf8")));
        reply.writeHead(200, { "content-length": 0 }).end();
      } catch (error) {
        console.error(error);
        reply.writeHead(500, { "content-length": 0 }).end();
      }
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  sayReady((server.address() as AddressInfo).port);
}

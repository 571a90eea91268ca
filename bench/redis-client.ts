import { once } from "node:events";
import { connect } from "node:net";

/** The three commands the plain version needs, pipelined over one connection. */
export async function connectRedis(url: string) {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, "connect");
  const waiting: ((value: string | null) => void)[] = [];
  let received: Buffer = Buffer.alloc(0);

  socket.on("data", (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    for (;;) {
      const end = received.indexOf("\r\n");
      if (end < 0) return;
      const line = received.toString("utf8", 0, end);
      let rest = end + 2;
      let value: string | null = line.slice(1);
      if (line.startsWith("$")) {
        const length = Number(value);
        if (length < 0) value = null;
        else {
          if (received.length < rest + length + 2) return;
          value = received.toString("utf8", rest, rest + length);
          rest += length + 2;
        }
      }
      received = received.subarray(rest);
      waiting.shift()?.(value);
    }
  });

  return (...words: string[]): Promise<string | null> =>
    new Promise((resolve) => {
      waiting.push(resolve);
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join("")}`);
    });
}

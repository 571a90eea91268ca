import type { ServerResponse } from "node:http";
import { SSE_BUFFER_BYTES_MAX } from "./limits.ts";

/** Live updates for the chat page. Costs nothing while no page is open. */
export class Live {
  readonly #clients = new Set<ServerResponse>();

  add(response: ServerResponse): void {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      connection: "keep-alive",
      "x-accel-buffering": "no",
    });
    response.write("retry: 1500\nevent: hello\ndata: {}\n\n");
    this.#clients.add(response);
    const beat = setInterval(() => response.write(": beat\n\n"), 15_000);
    beat.unref();
    response.on("close", () => {
      clearInterval(beat);
      this.#clients.delete(response);
    });
  }

  emit(event: string, data: () => unknown): void {
    if (this.#clients.size === 0) return;
    const text = `event: ${event}\ndata: ${JSON.stringify(data())}\n\n`;
    for (const client of this.#clients) {
      // The page reloads everything when it reconnects, so cutting a slow reader loses nothing.
      if (client.writableLength > SSE_BUFFER_BYTES_MAX) client.destroy();
      else client.write(text);
    }
  }

  close(): void {
    for (const client of this.#clients) client.destroy();
  }
}

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/*
 * Stands in for an OpenAI-compatible server that writes speech down. Differences from the real ones:
 * - It hears nothing: the text is what the test says, whatever the audio, the model and the language.
 * - It checks neither key nor format nor size; real ones answer 401, 400 and 413, and take 25 MB at most.
 * - It answers `{ "text" }` alone; real ones add usage or duration, and other forms by `response_format`.
 * - It answers at once; real ones take from a tenth of the recording's length to more than all of it.
 */

interface Asked {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly fields: Readonly<Record<string, string>>;
  readonly file: { readonly name: string; readonly type: string; readonly bytes: Buffer };
}

/** Answers with this text, or as the listener does. */
export async function startTranscriber(answer: string | ((response: ServerResponse) => void)) {
  const asked: Asked[] = [];
  const respond =
    typeof answer === "string"
      ? (response: ServerResponse) =>
          void response.setHeader("content-type", "application/json").end(JSON.stringify({ text: answer }))
      : answer;
  const server = createServer(async (request, response) => {
    asked.push(await read(request));
    respond(response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked: asked as readonly Asked[],
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  const { "content-type": type = "", authorization: key } = request.headers;
  const body = new Uint8Array(await buffer(request));
  const form = await new Response(body, { headers: { "content-type": type } }).formData();
  const file = form.get("file");
  if (!(file instanceof File)) throw new Error("a request without a file");
  const fields = [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []));
  return {
    ...{ path: request.url, key, fields: Object.fromEntries(fields) },
    file: { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) },
  };
}

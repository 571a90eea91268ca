import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { WEBHOOK_BODY_BYTES_MAX } from "@acolhe/events";
import { Problem } from "./problem.ts";

const inflate = promisify(gunzip);
export const TOO_LARGE = `Send at most ${WEBHOOK_BODY_BYTES_MAX} bytes; media belongs behind a link, not in the body.`;

/**
 * The JSON value of a body.
 *
 * @throws Problem 400 no JSON, 413 too large once inflated, 415 an encoding other than gzip
 */
export async function readBody(body: unknown, encoding: string | undefined): Promise<unknown> {
  const bytes = await decoded(Buffer.isBuffer(body) ? body : Buffer.alloc(0), encoding?.trim().toLowerCase());
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the body, so it goes nowhere.
    throw new Problem(400, "The body is not JSON in UTF-8. Send one JSON object per request.");
  }
}

async function decoded(body: Buffer, encoding: string | undefined): Promise<Buffer> {
  if (!encoding || encoding === "identity") return body;
  if (encoding !== "gzip" && encoding !== "x-gzip")
    throw new Problem(415, "Only Content-Encoding gzip is understood. Send gzip or no encoding.");
  try {
    // The limit holds while inflating: a small body can stand for gigabytes.
    return await inflate(body, { maxOutputLength: WEBHOOK_BODY_BYTES_MAX });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw new Problem(413, TOO_LARGE);
    throw new Problem(400, "The body is not gzip although Content-Encoding says so. Send it again, whole.");
  }
}

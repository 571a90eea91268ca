import type { FastifyReply } from "fastify";
import type { z } from "zod";

/** A mistake of the caller of the control API; `detail` says what to do about it. */
export class ProblemError extends Error {
  readonly status: number;
  readonly title: string;

  constructor(status: number, title: string, detail: string) {
    super(detail);
    this.status = status;
    this.title = title;
  }
}

export function sendProblem(reply: FastifyReply, status: number, title: string, detail: string): FastifyReply {
  return reply
    .code(status)
    .header("content-type", "application/problem+json; charset=utf-8")
    .send(JSON.stringify({ type: "about:blank", title, status, detail }));
}

export function parseOrProblem<T>(schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const wrong = result.error.issues.map((one) => `${one.path.join(".") || "body"}: ${one.message}`).join("; ");
  throw new ProblemError(400, "Invalid request", `Correct these fields and send the request again: ${wrong}.`);
}

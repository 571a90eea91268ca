import { createHash, timingSafeEqual } from "node:crypto";
import type { Host } from "@acolhe/bus";
import { verifySignature } from "@acolhe/chatwoot";
import type { FastifyInstance } from "fastify";
import type { IngressMetrics } from "../ingress-metrics.ts";
import { Problem } from "./problem.ts";
import { readBody } from "./read-body.ts";
import type { TakeDesk } from "./take-desk.ts";

export interface DeskAccess {
  /** Last part of the webhooks' path. */
  readonly webhookSecret: string;
  /** One for each surface of the desk that calls; empty: its version does not sign. */
  readonly signingSecrets: readonly string[];
}

const digest = (value: string) => createHash("sha256").update(value).digest();
const single = (header: string | string[] | undefined) => (typeof header === "string" ? header : undefined);

/**
 * Webhooks of the attendants' desk. Chatwoot gives up after five seconds and does not come again, so nothing is done
 * here but to store: by the same way as what the gateway sends, spool included (I1).
 */
export function addDeskRoute(
  app: FastifyInstance,
  deps: {
    access: DeskAccess;
    take: TakeDesk;
    counters: IngressMetrics;
    host: Host;
  },
): void {
  const { access, counters, host } = deps;
  const path = digest(access.webhookSecret);

  app.post<{ Params: { secret: string } }>("/webhooks/chatwoot/:secret", {
    onRequest: async (request) => {
      if (timingSafeEqual(path, digest(request.params.secret))) return;
      throw new Problem(401, "No desk has this webhook address. Register the address of the settings.");
    },
    handler: async (request) => {
      const started = host.ticks();
      const receivedAt = host.now();
      const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
      const { headers } = request;
      if (access.signingSecrets.length > 0) {
        const timestamp = single(headers["x-chatwoot-timestamp"]);
        const signature = single(headers["x-chatwoot-signature"]);
        const options = { secrets: access.signingSecrets, nowMs: receivedAt };
        const verdict = verifySignature({ rawBody, timestamp, signature }, options);
        if (verdict !== "right") {
          counters.deskRefused.inc({ why: verdict });
          throw new Problem(
            401,
            "The signature is not the desk's, or too old. Update the signing secret and the clocks.",
          );
        }
      }
      const json = await readBody(rawBody, headers["content-encoding"]);
      const deliveryId = single(headers["x-chatwoot-delivery"]) ?? createHash("sha256").update(rawBody).digest("hex");
      const event = await deps.take(json, { receivedAt, deliveryId });
      counters.seconds.observe((host.ticks() - started) / 1000);
      return { status: "stored", event: event.slice(0, 64) };
    },
  });
}

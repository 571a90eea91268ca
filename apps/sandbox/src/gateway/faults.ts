import { z } from "zod";

const rate = z.number().min(0).max(1);

const faultsSchema = z.strictObject({
  seed: z.int().min(0).describe("Restarts the random sequence"),
  latencyMs: z
    .strictObject({ min: z.number().min(0), max: z.number().min(0).max(120_000) })
    .refine((value) => value.min <= value.max, "min must not be greater than max"),
  errorRate: rate,
  errorStatus: z.int().min(400).max(599).describe("Status of the answers that errorRate makes"),
  lostAnswerSentRate: rate,
  lostAnswerUnsentRate: rate,
  deliveryErrorRate: rate,
  deliveryError: z.string().min(1).max(300),
  phonesWithoutWhatsapp: z.array(z.string().min(1)).max(1000),
  duplicateWebhookRate: rate,
  delayedWebhookRate: rate,
  delayedWebhookMs: z.number().min(0).max(600_000),
  reorderWebhookRate: rate,
  echoBeforeAnswerRate: rate,
  echoTwiceRate: rate,
  echoAsLidRate: rate,
  dropWebhookRate: rate,
  gzip: z.boolean(),
  disconnected: z.boolean(),
});

export type Faults = z.infer<typeof faultsSchema>;

export const faultsPatchSchema = faultsSchema.partial();

export const NO_FAULTS: Faults = {
  seed: 1,
  latencyMs: { min: 0, max: 0 },
  errorRate: 0,
  errorStatus: 500,
  lostAnswerSentRate: 0,
  lostAnswerUnsentRate: 0,
  deliveryErrorRate: 0,
  deliveryError: "Error on send message",
  phonesWithoutWhatsapp: [],
  duplicateWebhookRate: 0,
  delayedWebhookRate: 0,
  delayedWebhookMs: 3000,
  reorderWebhookRate: 0,
  echoBeforeAnswerRate: 0,
  echoTwiceRate: 0,
  echoAsLidRate: 0,
  dropWebhookRate: 0,
  gzip: false,
  disconnected: false,
};

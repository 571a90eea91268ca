import { z } from "zod";
import type { BucketName } from "./streams.ts";

/** That a service writes more, or less, of its log for a while. In a bucket, by the service's name or `all`. */
export const LOGGING_BUCKET: BucketName = "logging";
export const EVERY_SERVICE = "all";
export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace"] as const;
export const LogOrder = z.object({ level: z.enum(LOG_LEVELS), until: z.number().int() });
export type LogOrder = z.infer<typeof LogOrder>;

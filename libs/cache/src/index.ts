export { type Cache, connectCache } from "./cache.ts";
export { createLocalLimits, type LocalLimits } from "./local-limits.ts";
export type { RateLimit, RateLimits } from "./rate-limit.ts";

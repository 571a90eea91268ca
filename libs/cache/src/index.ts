export { type Cache, connectCache } from "./cache.ts";
export type { RateLimit, RateLimits } from "./rate-limit.ts";

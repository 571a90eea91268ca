export { natsAuthorization } from "./nats/config.ts";
export { redisUsers } from "./redis.ts";
export { asService, type Passwords, SERVICES, type Service } from "./services.ts";

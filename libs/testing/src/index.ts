export { type App, type AppName, appPorts, spawnApp } from "./app.ts";
export { chromiumPath } from "./binaries/chromium.ts";
export { natsServerBinary } from "./binaries/nats.ts";
export { redisServerBinary } from "./binaries/redis.ts";
export { type EventuallyOptions, eventually } from "./eventually.ts";
export { freePort, isPortFree } from "./free-port.ts";
export { localDirectory, rootDirectory } from "./paths.ts";
export { type NatsOptions, type RedisOptions, type Server, startNats, startRedis } from "./servers.ts";
export { type TemporaryDirectory, temporaryDirectory } from "./temporary-directory.ts";

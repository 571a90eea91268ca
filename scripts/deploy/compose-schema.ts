import { z } from "zod";

/*
 * The part of the Compose Specification that docker-compose.yml uses. Strict, so that a key that is misspelt, or stands at
 * the wrong place, is found without Docker. A key that is used for the first time is added here, after its page there.
 */

/** `10s`, `1m30s`. */
const Duration = z.string().regex(/^(?:\d+(?:us|ms|s|m|h))+$/);
/** `512m`, `1g`. */
const Bytes = z.string().regex(/^\d+(?:b|k|kb|m|mb|g|gb)$/);
const Text = z.array(z.string());

const Build = z.strictObject({
  context: z.string(),
  dockerfile: z.string().optional(),
  args: z.strictObject({ APP: z.string() }),
});
const Healthcheck = z.strictObject({
  test: Text,
  interval: Duration,
  timeout: Duration,
  retries: z.int(),
  start_period: Duration.optional(),
});
const Condition = z.strictObject({
  condition: z.enum(["service_started", "service_healthy", "service_completed_successfully"]),
});

const Service = z.strictObject({
  build: Build.optional(),
  cap_add: Text.optional(),
  cap_drop: Text.optional(),
  command: Text.optional(),
  cpus: z.number().optional(),
  depends_on: z.record(z.string(), Condition).or(Text).optional(),
  deploy: z.strictObject({ replicas: z.int() }).optional(),
  entrypoint: Text.optional(),
  env_file: z.array(z.string().or(z.strictObject({ path: z.string(), required: z.boolean().optional() }))).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  healthcheck: Healthcheck.optional(),
  image: z.string().optional(),
  logging: z.strictObject({ driver: z.string(), options: z.record(z.string(), z.string()) }).optional(),
  mem_limit: Bytes.optional(),
  networks: Text.optional(),
  pids_limit: z.int().optional(),
  ports: Text.optional(),
  profiles: Text.optional(),
  read_only: z.boolean().optional(),
  restart: z.enum(["no", "always", "on-failure", "unless-stopped"]).optional(),
  secrets: z.array(z.string().or(z.strictObject({ source: z.string(), target: z.string() }))).optional(),
  security_opt: Text.optional(),
  shm_size: Bytes.optional(),
  stop_grace_period: Duration.optional(),
  tmpfs: Text.optional(),
  volumes: Text.optional(),
});
export type Service = z.infer<typeof Service>;

export const Compose = z.strictObject({
  name: z.string().optional(),
  services: z.record(z.string(), Service),
  networks: z.record(z.string(), z.strictObject({ internal: z.boolean().optional() }).nullable()),
  volumes: z.record(z.string(), z.null()),
  secrets: z.record(z.string(), z.strictObject({ file: z.string() })),
});
export type Compose = z.infer<typeof Compose>;

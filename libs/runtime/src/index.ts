export type { Logger } from "pino";
export { type Lifecycle, runApp } from "./app.ts";
export { loadChannels } from "./channels.ts";
export { createFairShare, type FairShare } from "./fair-share.ts";
export { giveBack } from "./give-back.ts";
export { addHealthRoutes, startHealthServer } from "./health.ts";
export {
  Installation,
  installationFile,
  type OperatorEnvironment,
  operatorEnvironment,
  readInstallation,
  removeInstallation,
  writeInstallation,
} from "./installation.ts";
export { LABELS, type LabelName } from "./metrics/labels.ts";
export { createMetrics, type Described, type Metrics, processMetrics } from "./metrics/metrics.ts";
export { otelName } from "./metrics/otel-names.ts";
export { safeError } from "./safe-error.ts";
export { countSetAside, createSetAside, type LeaveOut } from "./set-aside.ts";
export {
  envExample,
  FILE_SETTINGS,
  loadSettings,
  pairsOf,
  SECRET_SETTINGS,
  type Settings,
  SettingsSchema,
} from "./settings.ts";
export { inStep, type Step, startStep, TRACE_HEADER, traceIdOf } from "./trace.ts";
export { createTrouble } from "./trouble.ts";
export type { TrustedProxies } from "./trusted-proxies.ts";

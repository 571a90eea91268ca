export type { Logger } from "pino";
export { type Lifecycle, runApp } from "./app.ts";
export { loadChannels } from "./channels.ts";
export { createFairShare, type FairShare } from "./fair-share.ts";
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
export { createMetrics, type Metrics } from "./metrics.ts";
export { safeError } from "./safe-error.ts";
export { createSetAside, type LeaveOut } from "./set-aside.ts";
export { envExample, FILE_SETTINGS, loadSettings, SECRET_SETTINGS, type Settings, SettingsSchema } from "./settings.ts";
export { inStep, type Step, startStep, TRACE_HEADER, traceIdOf } from "./trace.ts";
export type { TrustedProxies } from "./trusted-proxies.ts";

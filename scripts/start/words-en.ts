import type { StartWords } from "./words.ts";

export const en: StartWords = {
  removing: "Removing the data of earlier runs…",
  starting: (name) => `Starting ${name}…`,
  using: (server, setting) => `Using the ${server} of ${setting}.`,
  fetching: (name) => `Fetching ${name}, once…`,
  building: "Building the panel, only when it has changed…",
  settingUp: "Setting up the streams…",
  migrated: (steps) => `Brought the database up to date (${steps} ${steps === 1 ? "step" : "steps"}).`,
  rebuild:
    "What was projected before lacks something new. At any time, while everything runs: npm run projector -- rebuild",
  stopping: "Stopping…",
  stopped: "Everything has stopped.",
  serverEnded: (name, how) => `${name} ended (${how}); stop and start Acolhe again.`,
  appEnded: (name, how, seconds) => `${name} ended (${how}); starting it again in ${seconds} s.`,
  isBack: (name) => `${name} is back.`,
  couldNotGoOn: (reason) => `Acolhe could not go on: ${reason}`,
  because: (reason) => `Because: ${reason}`,
  portTaken: (port, name, setting) =>
    `port ${port}, for ${name}, is taken${setting ? `; set ${setting} to a free one` : ""}.`,
  running: (pid) => `Acolhe is already running from this folder (process ${pid}); stop it first.`,
  missing: (wanted, run, setting) =>
    `${wanted} is needed: ${[run && `run "${run}"`, setting && `set ${setting} to a running server`].filter(Boolean).join(", or ")}.`,
  failed: (program) => `${program} did not come up. Its last lines:`,
  ready: "Ready. Acolhe is running.",
  places: {
    panel: "The panel",
    login: "First log-in",
    api: "Administrators' API",
    chat: "Chat (stand-in)",
    desk: "Desk (stand-in)",
    webhooks: "Webhooks are taken at",
    nats: "NATS",
    redis: "Redis",
    postgres: "PostgreSQL",
    logs: "Logs",
  },
  firstLogin: (email, password) => `${email} / ${password} (until it is changed)`,
  metrics: (name) => `Metrics: ${name}`,
  goodbye: "Ctrl+C ends everything; data is kept. `npm start -- --fresh` begins anew.",
};

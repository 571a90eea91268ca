/** The stand-in for the attendants' desk, which the sandbox plays beside WhatsApp. Nothing secret: it stays at home. */
const SANDBOX_DESK = {
  CHATWOOT_INBOX_ID: "1",
  CHATWOOT_TOKEN: "sandbox-desk-user",
  CHATWOOT_BOT_TOKEN: "sandbox-desk-bot",
  CHATWOOT_WEBHOOK_SECRET: "sandbox-desk-webhooks",
  CHATWOOT_SIGNING_SECRETS: "sandbox-desk-signing",
  CHATWOOT_TEAMS: "reception=4,nursing=6,urgent=6",
};

/** What the environment leaves open about the desk. What the operator set stays as it is. */
export function completeDesk(env: NodeJS.ProcessEnv, withSandbox: boolean): void {
  env.MIRROR_PORT ??= "8086";
  if (!withSandbox || env.CHATWOOT_URL !== undefined) return;
  env.CHATWOOT_URL = `http://127.0.0.1:${env.SANDBOX_PORT}`;
  for (const [name, value] of Object.entries(SANDBOX_DESK)) env[name] ??= value;
}

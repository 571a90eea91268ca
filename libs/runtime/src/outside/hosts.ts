import type { Settings } from "../settings.ts";

/** Hosts, with their port where it is not the usual one, that the operator trusts: the gateway and those of `MEDIA_HOSTS`. */
export function mediaHosts(settings: Pick<Settings, "ZAPI_BASE_URL" | "MEDIA_HOSTS">): ReadonlySet<string> {
  const named = settings.MEDIA_HOSTS.split(",").map((host) => host.trim().toLowerCase());
  const gateway = URL.canParse(settings.ZAPI_BASE_URL) ? new URL(settings.ZAPI_BASE_URL).host : "";
  return new Set([gateway, ...named].filter((host) => host !== ""));
}

/** Who logs in at the servers. Each is a user of its own, with the rights of its work and no others. */
export const SERVICES = [
  "ingress",
  "conversation-worker",
  "outbound-sender",
  "chatwoot-mirror",
  "projector",
  "admin-api",
  "ops",
] as const;
export type Service = (typeof SERVICES)[number];

/** A secret for each. */
export type Passwords = Readonly<Record<Service, string>>;

/** The same address with a login in it. Of several, separated by commas, the first says who logs in. */
export function asService(url: string, service: string, password: string): string {
  const [first = "", ...others] = url.split(",");
  const mine = new URL(first);
  mine.username = service;
  mine.password = password;
  // `new URL` ends an address without a path with a slash.
  return [first.endsWith("/") ? mine.href : mine.href.replace(/\/$/, ""), ...others].join();
}

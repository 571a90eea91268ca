import { eventually } from "@acolhe/testing";

/** Waits until the bot may speak on every number: who writes while its chats are still listed is left to a person (L3). */
export async function untilBegun(ingress: { readonly url: string }): Promise<void> {
  const hasBegun = async () => {
    const metrics = await (await fetch(`${ingress.url}/metrics`)).text();
    const numbers = [...metrics.matchAll(/^channel_begun\{.*\} (\d)$/gm)];
    return numbers.length > 0 && numbers.every(([, begun]) => begun === "1");
  };
  await eventually(hasBegun, { deadlineMs: 60_000, what: "every number has begun" });
}

import type { Bus } from "@acolhe/bus";
import { castShadow, removeShadow, ShadowName, ShadowRefused } from "@acolhe/conversation-worker/shadow";
import { loadFlow } from "@acolhe/flows";
import { CommandError, UsageError } from "../command.ts";
import { createProgress } from "../output/progress.ts";
import { compareShadow, type ShadowComparison } from "./compare-shadow.ts";

export interface IntoOptions {
  readonly into: string;
  readonly flow?: string;
  /** Epoch ms. */
  readonly since?: number;
  readonly show: number;
}

const DAY_MS = 24 * 3600_000;

/**
 * Has a shadow decide what came in since then, and compares it with the log.
 *
 * @throws CommandError where it cannot be made
 */
export async function replayInto(
  bus: Bus,
  { into, flow, since, show }: IntoOptions,
  isQuiet: boolean,
): Promise<ShadowComparison & { seconds: number }> {
  const name = nameOf(into);
  const draft = flow === undefined ? null : loadFlow(flow);
  const sinceUsual = Date.now() - DAY_MS;
  const progress = createProgress("places of the log", isQuiet);
  try {
    const begun = await castShadow(bus, {
      name,
      since,
      sinceUsual,
      draft,
      onProgress: (done, all) => progress.at(done, all),
    });
    return { ...(await compareShadow(bus, { name, begun, show })), seconds: progress.end() };
  } catch (error) {
    progress.end();
    throw error instanceof ShadowRefused ? new CommandError(error.message) : error;
  }
}

/** @throws CommandError where there is none of this name */
export async function removeInto(bus: Bus, into: string): Promise<number> {
  const removed = await removeShadow(bus, nameOf(into));
  if (removed === 0) throw new CommandError(`there is no shadow ${into}`);
  return removed;
}

function nameOf(into: string): string {
  const name = ShadowName.safeParse(into);
  if (!name.success) throw new UsageError(`a shadow's name is ${name.error.issues[0]?.message}`);
  return name.data;
}

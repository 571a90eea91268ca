import { runRaces } from "./races.ts";

/** The exit code: 0 when no word of the bot followed a takeover. The last line is JSON when asked for. */
export async function raceMain(options: {
  seed: number;
  races: number;
  nodes: number;
  json: boolean;
}): Promise<number> {
  const startedAt = performance.now();
  const figures = await runRaces({ ...options, say: (line) => console.error(line) });
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(
    `${figures.races} races in ${seconds} s; takeovers in the log: ${figures.takeovers}, lost: ${figures.takeoversLost}, never accepted: ${figures.takeoversNotAccepted}`,
  );
  console.log(`words of the bot attempted after a takeover: ${figures.attemptsAfterTakeover}`);
  console.log(
    `handed over before it: ${figures.handedOverBefore}, of which taken back from the gateway's queue: ${figures.deletedFromQueue}`,
  );
  console.log(
    `held back: ${figures.heldBack}, refused by the fence: ${figures.refusedByFence}, not begun: ${figures.notBegun}`,
  );
  if (options.json) console.log(JSON.stringify(figures));
  const isRight = figures.attemptsAfterTakeover === 0 && figures.takeoversLost === 0;
  return isRight && figures.takeovers > 0 ? 0 : 1;
}

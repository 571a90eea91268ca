import { Writable } from "node:stream";
import type { Bus } from "@acolhe/bus";
import type { Found } from "../src/installation/find-installation.ts";
import { createOutput } from "../src/output/output.ts";
import { createProgram } from "../src/program.ts";

/**
 * Runs `ops` with a connection that is there already. Differs from the program in that errors are thrown, and that
 * there is no terminal to ask at.
 *
 * @returns the JSON it answers
 */
export async function ops(bus: Bus, found: Partial<Found>, ...args: string[]): Promise<unknown> {
  const said: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      said.push(String(chunk));
      done();
    },
  }) as NodeJS.WriteStream;
  const installation: Found = { name: "the test", NATS_URL: "nats://test", apps: {}, ...found };
  const program = createProgram(() => ({
    output: createOutput(() => true, stream),
    installation: async () => installation,
    withBus: (work) => work(bus, installation),
  }));
  program.exitOverride();
  await program.parseAsync(args, { from: "user" });
  return said.length === 0 ? null : JSON.parse(said.join(""));
}

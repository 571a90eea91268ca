import { randomUUID } from "node:crypto";
import { together } from "./together.ts";

/** Takes back what was to happen. Harmless once it has. */
export type Cancel = () => void;

/**
 * What a process stands on besides the broker: its clock, its timers, chance. It comes in with the bus, so that the same
 * code also runs in the simulation, where all of it follows from a seed.
 */
export interface Host {
  /** By the process's clock, epoch ms. */
  now(): number;
  /** Milliseconds since some moment. Never goes back, as a clock that is set may. */
  ticks(): number;
  after(ms: number, run: () => void): Cancel;
  every(ms: number, run: () => void): Cancel;
  /** Resolves when what else happens at this moment has happened, at once for all who ask within it. */
  together(): Promise<void>;
  /** From 0 to 1. */
  random(): number;
  /** Unlike any other. */
  uniqueId(): string;
}

export const realHost: Host = {
  now: Date.now,
  ticks: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  every(ms, run) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  together,
  random: Math.random,
  uniqueId: randomUUID,
};

export const sleep = (host: Host, ms: number): Promise<void> => new Promise((resolve) => void host.after(ms, resolve));

/** A wait that can be ended early. Who waits is alone: the bell rings for the last one. */
export function createBell(host: Host) {
  let ring = () => {};
  return {
    ring: (): void => ring(),
    /** False: it did not ring within this time. */
    rang: (withinMs: number): Promise<boolean> =>
      new Promise((resolve) => {
        const cancel = host.after(withinMs, () => resolve(false));
        ring = () => {
          cancel();
          resolve(true);
        };
      }),
  };
}

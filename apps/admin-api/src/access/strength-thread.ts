import { parentPort } from "node:worker_threads";
import { adviceOn } from "./strength.ts";

export interface Asked {
  readonly id: number;
  readonly password: string;
  readonly known: readonly string[];
}
export interface Advised {
  readonly id: number;
  readonly advice: readonly string[];
}

/** Judges one password after another, until it is asked to end. */
parentPort?.on("message", (asked: Asked | "end") => {
  if (asked === "end") return parentPort?.close();
  const { id, password, known } = asked;
  return parentPort?.postMessage({ id, advice: adviceOn(password, known) } satisfies Advised);
});

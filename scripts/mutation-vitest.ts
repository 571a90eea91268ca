import { format } from "node:util";
import { expect } from "vitest";

/** What the engine's tests use of Vitest, for `mutation-runner.ts`: tests are collected, and the caller runs them. */
interface Collected {
  readonly id: string;
  readonly name: string;
  readonly file: string;
  readonly body: () => unknown;
}
export const collected: { file: string; readonly tests: Collected[] } = { file: "", tests: [] };

const titles: string[] = [];

function add(title: string, body: () => unknown): void {
  const { file, tests } = collected;
  tests.push({ id: `${file}#${tests.length}`, name: [...titles, title].join(" > "), file, body });
}

export function describe(title: string, body: () => void): void {
  titles.push(title);
  body();
  titles.pop();
}

/** Options of a test, such as its timeout, come before its body. */
export const test = Object.assign((title: string, ...rest: unknown[]) => add(title, rest.at(-1) as () => unknown), {
  each:
    (rows: readonly unknown[]) =>
    (title: string, ...rest: unknown[]) => {
      for (const row of rows) {
        const values = Array.isArray(row) ? row : [row];
        const body = rest.at(-1) as (...values: unknown[]) => unknown;
        add(format(title, ...values), () => body(...values));
      }
    },
});

export { expect };

/** What vitest's JSON reporter writes, as much of it as is read here. */
export interface VitestResults {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly ancestorTitles: readonly string[];
      readonly title: string;
      readonly duration?: number | null;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/** A test that failed; without a name: a file that did not even load. */
export interface Failure {
  readonly file: string;
  readonly name: string | null;
  readonly seconds: number;
  /** What made its random values, where it said so. */
  readonly seed: string | null;
  /** The first line of why. */
  readonly reason: string;
}

/** As vitest joins what a test is part of to its whole name. */
const SEPARATOR = " > ";

/** Every test that failed, and every file that failed without one. */
export function failuresOf(results: VitestResults): Failure[] {
  return results.testResults.flatMap((file) => {
    const failed = file.assertionResults.filter(({ status }) => status === "failed");
    if (failed.length === 0) return file.status === "failed" ? [failure(file.name, null, 0, file.message ?? "")] : [];
    return failed.map(({ ancestorTitles, title, duration, failureMessages }) =>
      failure(
        file.name,
        [...ancestorTitles, title].join(SEPARATOR),
        (duration ?? 0) / 1000,
        failureMessages.join("\n"),
      ),
    );
  });
}

function failure(file: string, name: string | null, seconds: number, why: string): Failure {
  // As property tests and simulations print it: `{ seed: -17, path: …`, `seed 17`.
  const seed = /\bseed\b[^\w-]{0,3}(-?\d+)/i.exec(why)?.[1] ?? null;
  return { file, name, seconds, seed, reason: why.trim().split("\n")[0] ?? "" };
}

/** The pattern that only this test's whole name fits. */
export const patternOf = (name: string): string => `^${name.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")}$`;

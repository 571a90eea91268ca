/** One conversation as the phone showed it, beside what it must have been. */
export interface Transcript {
  readonly expected: readonly string[];
  readonly heard: readonly string[];
  /** Texts that were said again on purpose, and counted, because it could not be known what became of the first. */
  readonly resent: number;
  /** From this expected text on a person had the conversation; null when the bot kept it. */
  readonly excusedFrom: number | null;
}

export interface Verdict {
  losses: number;
  duplicates: number;
  inversions: number;
}

/**
 * Compares by the longest common subsequence: what is left over on both sides moved (inversion), what is left over
 * only among the expected is lost, and only among the heard came too often.
 */
export function judge(transcript: Transcript): Verdict {
  const { expected, heard } = transcript;
  const { missing, extra } = leftOver(expected, heard);
  let inversions = 0;
  let duplicates = 0;
  for (const text of extra) {
    const at = missing.findIndex((index) => expected[index] === text);
    if (at < 0) {
      duplicates++;
    } else {
      missing.splice(at, 1);
      inversions++;
    }
  }
  const excusedFrom = transcript.excusedFrom ?? expected.length;
  const losses = missing.filter((index) => index < excusedFrom).length;
  return { losses, duplicates: Math.max(0, duplicates - transcript.resent), inversions };
}

export const isClean = (verdict: Verdict) => verdict.losses + verdict.duplicates + verdict.inversions === 0;

function leftOver(expected: readonly string[], heard: readonly string[]): { missing: number[]; extra: string[] } {
  const width = heard.length + 1;
  const lengths = new Uint32Array((expected.length + 1) * width);
  const at = (i: number, j: number) => lengths[i * width + j]!;
  for (let i = expected.length - 1; i >= 0; i--)
    for (let j = heard.length - 1; j >= 0; j--)
      lengths[i * width + j] = expected[i] === heard[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  const missing: number[] = [];
  const extra: string[] = [];
  let i = 0;
  let j = 0;
  while (i < expected.length || j < heard.length) {
    if (i < expected.length && j < heard.length && expected[i] === heard[j]) {
      i++;
      j++;
    } else if (j >= heard.length || (i < expected.length && at(i + 1, j) >= at(i, j + 1))) {
      missing.push(i++);
    } else {
      extra.push(heard[j++]!);
    }
  }
  return { missing, extra };
}

/** The judge must find what is planted, or its zeros mean nothing. One sentence for each error it did not find. */
export function selfCheck(recorded: readonly string[]): string[] {
  const problems: string[] = [];
  const expect = (what: string, heard: readonly string[], wanted: Verdict, more: Partial<Transcript> = {}) => {
    const found = judge({ expected: recorded, heard, resent: 0, excusedFrom: null, ...more });
    for (const key of ["losses", "duplicates", "inversions"] as const)
      if (found[key] !== wanted[key]) problems.push(`${what}: ${key} ${found[key]} instead of ${wanted[key]}`);
  };
  const none = { losses: 0, duplicates: 0, inversions: 0 };
  const middle = Math.floor(recorded.length / 2);
  const dropped = recorded.toSpliced(middle, 1);
  const doubled = recorded.toSpliced(middle, 0, recorded[middle]!);
  const swapped = recorded.toSpliced(middle, 2, recorded[middle + 1]!, recorded[middle]!);
  expect("the transcript itself", recorded, none);
  expect("one dropped", dropped, { ...none, losses: 1 });
  expect("one doubled", doubled, { ...none, duplicates: 1 });
  expect("one doubled and counted", doubled, none, { resent: 1 });
  expect("two swapped", swapped, { ...none, inversions: 1 });
  expect("the last dropped", recorded.slice(0, -1), { ...none, losses: 1 });
  expect("silent after a person came", recorded.slice(0, middle), none, { excusedFrom: middle });
  expect("one dropped before a person came", dropped, { ...none, losses: 1 }, { excusedFrom: middle + 1 });
  return problems;
}

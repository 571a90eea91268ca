const ROUNDS = 12;

/**
 * Weights of a logistic curve over some inputs, by Newton's steps; the last input is meant to be 1 throughout. Drawn
 * towards `prior`, as if by `trust` lines, so that few lines do not bend it.
 */
export function logistic(
  inputs: readonly (readonly number[])[],
  targets: readonly number[],
  { prior, trust }: { readonly prior: readonly number[]; readonly trust: number },
): number[] {
  let weights = [...prior];
  for (let round = 0; round < ROUNDS; round++) {
    const slopes = weights.map((weight, at) => trust * (weight - prior[at]!));
    const curves = weights.map((_, row) => weights.map((_, column) => (row === column ? trust : 0)));
    for (const [index, input] of inputs.entries()) {
      const score = input.reduce((sum, value, at) => sum + value * weights[at]!, 0);
      const probability = 1 / (1 + Math.exp(-score));
      const error = probability - targets[index]!;
      const bend = probability * (1 - probability);
      for (const [row, value] of input.entries()) {
        slopes[row]! += error * value;
        for (const [column, other] of input.entries()) curves[row]![column]! += bend * value * other;
      }
    }
    const step = solved(curves, slopes);
    weights = weights.map((weight, at) => weight - step[at]!);
  }
  return weights;
}

/** The solution of a small system of equations with a positive matrix. */
function solved(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index]!]);
  for (const [at, pivot] of rows.entries())
    for (const [index, row] of rows.entries()) {
      if (index === at) continue;
      const factor = row[at]! / pivot[at]!;
      for (let column = at; column < row.length; column++) row[column]! -= factor * pivot[column]!;
    }
  return rows.map((row, index) => row.at(-1)! / row[index]!);
}

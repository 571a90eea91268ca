/** The keys and JSON types of a value. Lists count by their first element; both sides may use null freely. */
export function shapeDifferences(actual: unknown, expected: unknown, path = "$"): string[] {
  if (actual === null || expected === null) return actual === undefined ? [`${path} is missing`] : [];
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual)) return [`${path} is no list`];
    return expected.length > 0 && actual.length > 0 ? shapeDifferences(actual[0], expected[0], `${path}[0]`) : [];
  }
  if (typeof expected !== "object") {
    return typeof actual === typeof expected ? [] : [`${path} is ${typeof actual}, not ${typeof expected}`];
  }
  if (typeof actual !== "object" || Array.isArray(actual)) return [`${path} is no object`];
  const have = actual as Record<string, unknown>;
  const want = expected as Record<string, unknown>;
  return [
    ...Object.keys(have)
      .filter((key) => !(key in want))
      .map((key) => `${path}.${key} is unknown`),
    ...Object.keys(want).flatMap((key) =>
      key in have ? shapeDifferences(have[key], want[key], `${path}.${key}`) : [`${path}.${key} is missing`],
    ),
  ];
}

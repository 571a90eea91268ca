/** A part of time, in epoch milliseconds; the end is not part of it. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** In their order, without empty ones, and those that overlap or touch made one. */
export function merged(spans: readonly Span[]): Span[] {
  const kept: Span[] = [];
  for (const span of spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from)) {
    const last = kept.at(-1);
    if (last && span.from <= last.to) kept[kept.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else kept.push(span);
  }
  return kept;
}

/** What is in both. */
export function common(one: readonly Span[], other: readonly Span[]): Span[] {
  const [a, b] = [merged(one), merged(other)];
  const kept: Span[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [left, right] = [a[i]!, b[j]!];
    const both = { from: Math.max(left.from, right.from), to: Math.min(left.to, right.to) };
    if (both.from < both.to) kept.push(both);
    if (left.to < right.to) i += 1;
    else j += 1;
  }
  return kept;
}

/** What is in the first and not in the second. */
export function without(spans: readonly Span[], taken: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let from = Number.NEGATIVE_INFINITY;
  for (const span of merged(taken)) {
    gaps.push({ from, to: span.from });
    from = span.to;
  }
  return common(spans, [...gaps, { from, to: Number.POSITIVE_INFINITY }]);
}

/** Whether all of it is in them. */
export const isInside = ({ from, to }: Span, spans: readonly Span[]): boolean =>
  merged(spans).some((span) => span.from <= from && to <= span.to);

export const overlaps = (one: Span, other: Span): boolean => one.from < other.to && other.from < one.to;

/** A row's instants as a span. */
export const spanOf = ({ startsAt, endsAt }: { readonly startsAt: string; readonly endsAt: string }): Span => ({
  from: Date.parse(startsAt),
  to: Date.parse(endsAt),
});

/** A span as the API writes it. */
export const periodOf = ({ from, to }: Span) => ({
  startsAt: new Date(from).toISOString(),
  endsAt: new Date(to).toISOString(),
});

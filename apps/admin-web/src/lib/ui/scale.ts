/** Round values for the lines of a chart's axis, from 0 to the first one that holds the greatest value. */
export function ticksFor(greatest: number, stepsMax = 4): readonly number[] {
  const rough = Math.max(1, greatest) / stepsMax;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power);
  const count = Math.max(1, Math.ceil(greatest / step));
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

/** Which of many places get a label, so that at most `max` stand evenly beside each other; the first one does. */
export function labelled(count: number, max: number): readonly number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, max)));
  return Array.from({ length: Math.ceil(count / step) }, (_, index) => index * step);
}

/** Where an appointment stands in the grid: a column, and a minute of its day. */
export interface Place {
  readonly column: number;
  readonly minute: number;
}
interface Grid {
  readonly columns: number;
  readonly from: number;
  readonly to: number;
}

/** An appointment begins at one of these; the keys move by it, and a mouse snaps to it. */
export const STEP_MINUTES = 15;
const LONG_STEP_MINUTES = 60;

/** Treatments last fifty minutes as well as an hour. */
const LENGTH_STEP_MINUTES = 5;
/** As the API has it. */
const LENGTH_MINUTES_MAX = 720;

const KEYS: Readonly<Record<string, readonly [column: number, minutes: number]>> = {
  ArrowUp: [0, -STEP_MINUTES],
  ArrowDown: [0, STEP_MINUTES],
  PageUp: [0, -LONG_STEP_MINUTES],
  PageDown: [0, LONG_STEP_MINUTES],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

const within = (value: number, from: number, to: number) => Math.max(from, Math.min(value, to));

/** Where a key leads, within the grid. Undefined: the key moves nothing. */
export function placeAfter(place: Place, key: string, grid: Grid, durationMinutes: number): Place | undefined {
  const step = KEYS[key];
  if (!step) return undefined;
  return inGrid({ column: place.column + step[0], minute: place.minute + step[1] }, grid, durationMinutes);
}

/** The nearest place where all of it is in the grid, at a step. */
export function inGrid({ column, minute }: Place, grid: Grid, durationMinutes: number): Place {
  const last = Math.max(grid.from, grid.to - durationMinutes);
  const snapped = Math.round(minute / STEP_MINUTES) * STEP_MINUTES;
  return { column: within(column, 0, grid.columns - 1), minute: within(snapped, grid.from, last) };
}

const LENGTH_KEYS: Readonly<Record<string, number>> = {
  ArrowUp: -LENGTH_STEP_MINUTES,
  ArrowDown: LENGTH_STEP_MINUTES,
  PageUp: -STEP_MINUTES,
  PageDown: STEP_MINUTES,
};

/** How long it lasts after a key. Undefined: the key changes nothing. */
export function lengthAfter(minutes: number, key: string, from: number, grid: Pick<Grid, "to">): number | undefined {
  const step = LENGTH_KEYS[key];
  return step === undefined ? undefined : lengthIn(minutes + step, from, grid);
}

/** The nearest length that the API takes and that ends within the grid. */
export function lengthIn(minutes: number, from: number, grid: Pick<Grid, "to">): number {
  const snapped = Math.round(minutes / LENGTH_STEP_MINUTES) * LENGTH_STEP_MINUTES;
  return within(
    snapped,
    LENGTH_STEP_MINUTES,
    Math.max(LENGTH_STEP_MINUTES, Math.min(grid.to - from, LENGTH_MINUTES_MAX)),
  );
}

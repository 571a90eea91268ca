/** Takes back what was to happen. */
type Cancel = () => void;

interface Event {
  readonly at: number;
  /** Of two at one instant, the one that was asked for first. */
  readonly order: number;
  run: (() => void) | null;
}

/** A Monday morning, so that opening hours are the same in each run. */
export const START = Date.UTC(2030, 0, 7, 13);

/**
 * The one clock of a simulated world, and all that is still to happen in it. Nothing happens by itself: `step` lets the
 * next thing happen and returns when all that follows from it without further waiting has happened too.
 */
export class Timeline {
  /** Epoch ms, with fractions. */
  now = START;
  readonly #heap: Event[] = [];
  #count = 0;

  at(time: number, run: () => void): Cancel {
    const event: Event = { at: Math.max(time, this.now), order: this.#count++, run };
    push(this.#heap, event);
    return () => {
      event.run = null;
    };
  }

  after(ms: number, run: () => void): Cancel {
    return this.at(this.now + Math.max(0, ms), run);
  }

  /** False when nothing is to happen any more. */
  async step(): Promise<boolean> {
    let event = pop(this.#heap);
    if (!event) {
      // What was begun outside may not have asked for anything yet, or waits for something real.
      await new Promise<void>((resolve) => void setImmediate(resolve));
      event = pop(this.#heap);
    }
    while (event && !event.run) event = pop(this.#heap);
    if (!event?.run) return false;
    this.now = event.at;
    event.run();
    await settled();
    return true;
  }
}

/**
 * All promises that could go on have gone on: the code under simulation waits for nothing real. A tick that is asked
 * for among them comes behind all of them, and costs a fraction of a round of the event loop.
 */
const settled = () => new Promise<void>((resolve) => process.nextTick(resolve));

const isBefore = (a: Event, b: Event) => a.at < b.at || (a.at === b.at && a.order < b.order);

function push(heap: Event[], event: Event): void {
  let place = heap.length;
  heap.push(event);
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (!isBefore(event, heap[above]!)) break;
    heap[place] = heap[above]!;
    place = above;
  }
  heap[place] = event;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= heap.length) break;
    if (below + 1 < heap.length && isBefore(heap[below + 1]!, heap[below]!)) below++;
    if (!isBefore(heap[below]!, last)) break;
    heap[place] = heap[below]!;
    place = below;
  }
  heap[place] = last;
  return first;
}

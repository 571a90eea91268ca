import type { Appointment, Grid } from "./columns.ts";
import { minutesOf } from "./minutes.ts";
import { inGrid, lengthAfter, lengthIn, type Place, placeAfter } from "./moving.ts";

/** How tall a minute is; the shortest step is then a target that can be hit. */
export const MINUTE_PX = 1.6;
const DRAG_STARTS_PX = 5;

/** All of an appointment, or only its lower edge. */
type Part = "whole" | "end";

interface Carried {
  readonly row: Appointment;
  readonly part: Part;
  readonly from: Place;
  readonly at: Place;
  /** How long it would last. */
  readonly minutes: number;
  readonly by: "keys" | "mouse";
}
interface Grab {
  readonly row: Appointment;
  readonly part: Part;
  readonly from: Place;
  readonly x: number;
  readonly y: number;
  /** From the appointment's upper edge to where it was grabbed. */
  readonly insidePx: number;
}

/**
 * An appointment on its way through the grid, or its lower edge.
 *
 * Modes: resting → (M, or D for the edge) carried by keys → resting; resting → grabbed → (moved far enough) carried by mouse → resting.
 * C1. Nothing is changed before it is kept; Escape leaves everything as it was.
 */
export class Carrying {
  now = $state<Carried>();
  /** The columns' boxes, to know over which one a mouse is. */
  readonly boxes: (HTMLElement | undefined)[] = [];
  #grab: Grab | undefined;
  #wasDragged = false;
  readonly #grid: () => Grid;
  readonly #keep: (row: Appointment, to: Place, minutes: number) => void;

  constructor(grid: () => Grid, keep: (row: Appointment, to: Place, minutes: number) => void) {
    this.#grid = grid;
    this.#keep = keep;
  }

  lift(row: Appointment, from: Place, part: Part): void {
    this.now = { row, part, from, at: from, minutes: minutesOf(row), by: "keys" };
  }

  leave(): void {
    this.now = undefined;
    this.#grab = undefined;
  }

  keep(): void {
    const carried = this.now;
    this.leave();
    if (!carried) return;
    const { row, from, at, minutes } = carried;
    const isChanged = from.column !== at.column || from.minute !== at.minute || minutes !== minutesOf(row);
    if (isChanged) this.#keep(row, at, minutes);
  }

  /** @returns whether the key was for it */
  press(key: string): boolean {
    if (!this.now) return false;
    if (key === "Escape") this.leave();
    else if (key === "Enter" || key === " ") this.keep();
    else {
      const { at, minutes, part } = this.now;
      const next =
        part === "whole"
          ? { at: placeAfter(at, key, this.#bounds, minutes), minutes }
          : { at, minutes: lengthAfter(minutes, key, at.minute, this.#bounds) };
      if (next.at === undefined || next.minutes === undefined) return false;
      this.now = { ...this.now, at: next.at, minutes: next.minutes };
    }
    return true;
  }

  grab(event: PointerEvent & { currentTarget: HTMLElement }, row: Appointment, from: Place, part: Part): void {
    this.#wasDragged = false;
    // A finger scrolls; on a phone one moves by the dialog.
    if (event.button !== 0 || event.pointerType === "touch") return;
    const insidePx = event.clientY - event.currentTarget.getBoundingClientRect().top;
    this.#grab = { row, part, from, x: event.clientX, y: event.clientY, insidePx };
  }

  drag(event: PointerEvent & { currentTarget: HTMLElement }): void {
    const grab = this.#grab;
    if (!grab) return;
    const far = Math.hypot(event.clientX - grab.x, event.clientY - grab.y) >= DRAG_STARTS_PX;
    if (!this.now && !far) return;
    if (!this.now) event.currentTarget.setPointerCapture(event.pointerId);
    this.#wasDragged = true;
    const { row, part, from } = grab;
    const under =
      part === "whole"
        ? { at: this.#under(event, grab), minutes: minutesOf(row) }
        : { at: from, minutes: this.#lengthBy(event.clientY - grab.y, grab) };
    this.now = { row, part, from, ...under, by: "mouse" };
  }

  #lengthBy(movedPx: number, { row, from }: Grab): number {
    return lengthIn(minutesOf(row) + movedPx / MINUTE_PX, from.minute, this.#bounds);
  }

  drop(): void {
    if (this.#grab) this.keep();
  }

  /** Whether a click is only the end of a drag. */
  isDragsEnd(): boolean {
    const was = this.#wasDragged;
    this.#wasDragged = false;
    return was;
  }

  /** The minute of a column that a height of the screen is at. */
  minuteAt(clientY: number, column: number): number {
    const top = this.boxes[column]?.getBoundingClientRect().top ?? 0;
    return this.#bounds.from + (clientY - top) / MINUTE_PX;
  }

  #under(event: PointerEvent, { row, from, insidePx }: Grab): Place {
    const found = this.boxes.findIndex((box) => {
      const rect = box?.getBoundingClientRect();
      return rect !== undefined && event.clientX >= rect.left && event.clientX < rect.right;
    });
    const column = found === -1 ? (this.now?.at.column ?? from.column) : found;
    const minute = this.minuteAt(event.clientY - insidePx, column);
    return inGrid({ column, minute }, this.#bounds, minutesOf(row));
  }

  get #bounds() {
    const { columns, hours } = this.#grid();
    return { columns: columns.length, ...hours };
  }
}

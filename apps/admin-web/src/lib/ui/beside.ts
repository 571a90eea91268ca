interface Size {
  readonly width: number;
  readonly height: number;
}
interface Box extends Size {
  readonly left: number;
  readonly top: number;
}
export interface Wish {
  /** What the pane belongs to. */
  readonly button: Box;
  readonly pane: Size;
  readonly window: Size;
  readonly align: "start" | "end";
}

const GAP_PX = 4;
const MARGIN_PX = 8;

/** Where a pane stands: below its button, above it where there is more room, and never cut off at a side. */
export function beside({ button, pane, window, align }: Wish): { readonly left: number; readonly top: number } {
  const wanted = align === "start" ? button.left : button.left + button.width - pane.width;
  const left = Math.max(MARGIN_PX, Math.min(wanted, window.width - pane.width - MARGIN_PX));
  const below = button.top + button.height + GAP_PX;
  const above = button.top - GAP_PX - pane.height;
  const hasRoomBelow = below + pane.height <= window.height - MARGIN_PX;
  if (hasRoomBelow) return { left, top: below };
  if (above >= MARGIN_PX) return { left, top: above };
  // Over the button, as it fits neither way.
  return { left, top: Math.max(MARGIN_PX, window.height - pane.height - MARGIN_PX) };
}

import { randomBytes } from "node:crypto";

/** Drawn by the page: asking the system's generator for a few bytes costs as much as for some thousand. */
const PAGE_BYTES = 4_096;
let page = Buffer.alloc(0);
let used = 0;

/** So many bytes of the system's generator, each handed out once. */
export function drawBytes(count: number): Buffer {
  if (used + count > page.length) {
    page = randomBytes(Math.max(PAGE_BYTES, count));
    used = 0;
  }
  used += count;
  return page.subarray(used - count, used);
}

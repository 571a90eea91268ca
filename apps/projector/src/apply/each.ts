import type { ReadSide } from "@acolhe/database/projection";
import type { StreamRecord } from "../fold/record.ts";

/** Told of each record that no fold understands; the batch goes on without it. */
export type SetAside = (record: StreamRecord, error: unknown) => void;
export type Apply = (side: ReadSide, records: readonly StreamRecord[], setAside: SetAside) => Promise<void>;

export function eachOf<R extends StreamRecord | { readonly record: StreamRecord }>(
  records: readonly R[],
  setAside: SetAside,
  fold: (record: R) => void,
): void {
  for (const each of records) {
    try {
      fold(each);
    } catch (error) {
      setAside("record" in each ? each.record : each, error);
    }
  }
}

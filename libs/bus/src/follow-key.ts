import type { CoreBus } from "./core.ts";
import { followBucket } from "./follow.ts";
import { patiently } from "./patiently.ts";

/**
 * What one key of a bucket holds: read before anything else happens, then kept fresh. Undefined when there is none.
 * While the broker is away, what was read last counts.
 */
export async function followKey(
  bus: CoreBus,
  bucket: string,
  options: {
    readonly key: string;
    readonly onChange: (value: unknown) => void;
    readonly onError: (error: unknown) => void;
  },
): Promise<{ stop(): void }> {
  const { key, onChange, onError } = options;
  const now = await patiently(bus.host, async () => (await bus.kvm.open(bucket)).get(key));
  onChange(now?.operation === "PUT" ? now.json() : undefined);
  return followBucket(bus, bucket, { key, onChange: ({ value }) => onChange(value), onError });
}

import type { CoreBus } from "./core.ts";

const watched = new WeakMap<CoreBus, Set<() => void>>();

/**
 * Calls `heard` after every reconnect, until the returned function is called: the broker forgets pulls and watches.
 * One watcher per connection serves all.
 */
export function onReconnect(bus: CoreBus, heard: () => void): () => void {
  let listeners = watched.get(bus);
  if (!listeners) {
    const all = new Set<() => void>();
    listeners = all;
    watched.set(bus, all);
    void (async () => {
      for await (const status of bus.nc.status())
        if (status.type === "reconnect") for (const listener of all) listener();
    })();
  }
  listeners.add(heard);
  return () => listeners.delete(heard);
}

import type { Query, QueryClient, QueryKey } from "@tanstack/query-core";

/** Whose answer is on its way and was asked for before something changed. */
const early = new WeakSet<Query>();

/**
 * Reads again what has become old. What is just being read is shown as it comes and then read once more, however much
 * changed meanwhile: begun anew with each change it would never be shown on a busy day, and of a first reading the library
 * would not even remember that it is old.
 */
export function readAgain(client: QueryClient, queryKey: QueryKey = []): void {
  const underWay = client.getQueryCache().findAll({ queryKey, fetchStatus: "fetching" });
  for (const query of underWay.filter((one) => !early.has(one))) {
    early.add(query);
    const again = () => {
      early.delete(query);
      return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    // What failed is asked for again by whatever shows that it failed.
    void query.promise?.then(again, () => early.delete(query));
  }
  void client.invalidateQueries({ queryKey }, { cancelRefetch: false });
}

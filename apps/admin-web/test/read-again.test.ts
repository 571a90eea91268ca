import { QueryClient, QueryObserver } from "@tanstack/query-core";
import { expect, it } from "vitest";
import { readAgain } from "#lib/live/read-again.ts";

/** A list that is shown, whose answers come when the test lets them. */
function shown(client: QueryClient) {
  const asked: PromiseWithResolvers<string>[] = [];
  const queryFn = () => {
    const answer = Promise.withResolvers<string>();
    asked.push(answer);
    return answer.promise;
  };
  const observer = new QueryObserver(client, { queryKey: ["leads", "board"], queryFn, retry: false });
  const seen: unknown[] = [];
  const end = observer.subscribe(({ data, error }) => seen.push(data ?? error));
  return { asked, last: () => seen.at(-1), end };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

it("what changed while it was first read is shown as it came, and read once more", async () => {
  const client = new QueryClient();
  const list = shown(client);
  for (let change = 0; change < 3; change++) readAgain(client, ["leads"]);
  expect(list.asked.length, "the first answer is waited for").toBe(1);
  list.asked[0]!.resolve("old");
  await expect.poll(() => list.asked.length).toBe(2);
  expect(list.last()).toBe("old");
  list.asked[1]!.resolve("new");
  await expect.poll(list.last).toBe("new");
  expect(list.asked.length, "the second was asked for after the changes").toBe(2);
  list.end();
});

it("what is just being read anew is not begun once more with each change, but read once more behind them all", async () => {
  const client = new QueryClient();
  const list = shown(client);
  list.asked[0]!.resolve("first");
  await expect.poll(list.last).toBe("first");
  for (let change = 0; change < 5; change++) readAgain(client);
  expect(list.asked.length).toBe(2);
  list.asked[1]!.resolve("second");
  await expect.poll(() => list.asked.length).toBe(3);
  expect(list.last()).toBe("second");
  list.asked[2]!.resolve("third");
  await expect.poll(list.last).toBe("third");
  await settled();
  expect(list.asked.length).toBe(3);
  list.end();
});

it("what was read before is read at once, and what is about something else is not", async () => {
  const client = new QueryClient();
  const list = shown(client);
  readAgain(client, ["patients"]);
  list.asked[0]!.resolve("old");
  await expect.poll(list.last).toBe("old");
  await settled();
  expect(list.asked.length).toBe(1);
  readAgain(client);
  expect(list.asked.length).toBe(2);
  list.end();
});

it("a first reading that failed is not asked for again by itself, and a later one is kept up to date", async () => {
  const client = new QueryClient();
  const list = shown(client);
  readAgain(client);
  list.asked[0]!.reject(new Error("away"));
  await expect.poll(list.last).toBeInstanceOf(Error);
  await settled();
  expect(list.asked.length).toBe(1);
  readAgain(client);
  expect(list.asked.length).toBe(2);
  readAgain(client);
  list.asked[1]!.resolve("old");
  await expect.poll(() => list.asked.length).toBe(3);
  list.end();
});

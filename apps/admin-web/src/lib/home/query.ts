import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { keys } from "#lib/live/keys.ts";
import { named } from "./named.ts";
import type { Home } from "./types.ts";

/** What the frame around every page and several of the pages show: read once for all. */
export const homeQuery = () => ({ queryKey: keys.home(), queryFn: readHome });

async function readHome(): Promise<Home> {
  const home = await answer(api.GET("/api/v1/home"));
  return { ...home, channels: named(home.channels) };
}

import { api } from "#lib/api/client.ts";
import { answer } from "#lib/api/problem.ts";
import { keys } from "#lib/live/keys.ts";
import type { Ref } from "./types.ts";

/** How a conversation stands, for everything on the page that shows it. */
export const oneQuery = ({ channel, contact }: Ref) => ({
  queryKey: keys.conversation(channel, contact, "one"),
  queryFn: () =>
    answer(api.GET("/api/v1/conversations/{channel}/{contact}", { params: { path: { channel, contact } } })),
});

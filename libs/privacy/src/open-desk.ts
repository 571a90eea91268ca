import { createDeskClient } from "@acolhe/chatwoot";
import type { Desk } from "./erase/desk.ts";

/** The desk as the settings name it; null where there is none. */
export function openDesk(options: {
  readonly url: string | undefined;
  readonly token: string | undefined;
  readonly accountId: number;
  readonly timeoutMs: number;
  readonly channels: readonly { readonly id: string; readonly chatwootInboxId?: number | undefined }[];
}): Desk | null {
  const { url, token, accountId, timeoutMs, channels } = options;
  if (url === undefined || token === undefined) return null;
  return {
    client: createDeskClient({ baseUrl: url, accountId, userToken: token, botToken: undefined, timeoutMs }),
    inboxes: new Map(
      channels.flatMap(({ id, chatwootInboxId }) => (chatwootInboxId === undefined ? [] : [[id, chatwootInboxId]])),
    ),
  };
}

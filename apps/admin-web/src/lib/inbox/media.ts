import { ask } from "#lib/api/client.ts";

/**
 * A file as an address of this page, for when the browser could not load it by itself: an image that is asked for by its
 * address does not renew the login, this does.
 */
export async function loadFile(path: string): Promise<string | undefined> {
  const response = await ask(path).catch(() => undefined);
  return response?.ok ? URL.createObjectURL(await response.blob()) : undefined;
}

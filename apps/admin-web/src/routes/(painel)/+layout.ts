import { redirect } from "@sveltejs/kit";
import { paths } from "#lib/paths.ts";
import { session } from "#lib/session/session.svelte.ts";

/** Everything in here is for people who are logged in. */
export async function load({ url }: { readonly url: URL }): Promise<void> {
  const me = await session.load();
  if (!me) redirect(307, paths.login(url.pathname + url.search));
  if (me.mustChangePassword) redirect(307, paths.newPassword());
}

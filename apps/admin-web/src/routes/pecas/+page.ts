import { error } from "@sveltejs/kit";
import { dev } from "$app/environment";

/** The kitchen sink: every component in every state. In development only. */
export const load = (): void => {
  if (!dev) error(404);
};

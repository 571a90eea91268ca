import { error } from "@sveltejs/kit";

/** The kitchen sink: every component in every state. In development only. */
export const load = (): void => {
  if (!import.meta.env.DEV) error(404);
};

import { join } from "node:path";
import { rootDirectory } from "@acolhe/testing";
import type { Page } from "playwright-core";

/** Where the documents' pictures go; undefined unless they are to be written anew, with `UPDATE_PICTURES=1`. */
export const PICTURES = process.env.UPDATE_PICTURES === "1" ? join(rootDirectory, "docs", "images") : undefined;

/** A picture of the page as it is, light and dark. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (!PICTURES) return;
  for (const scheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.screenshot({ path: join(PICTURES, `${name}-${scheme}.png`) });
  }
}

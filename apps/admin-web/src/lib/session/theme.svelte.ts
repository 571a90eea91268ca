export type Theme = "light" | "dark" | "system";

const KEY = "acolhe:theme";

/** Kept on the device as well, so that the page does not flash before the account is read. */
class ThemeChoice {
  current = $state<Theme>((localStorage.getItem(KEY) as Theme | null) ?? "system");

  set(theme: Theme | undefined): void {
    if (theme !== undefined) this.current = theme;
    localStorage.setItem(KEY, this.current);
    if (this.current === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = this.current;
  }
}

export const theme = new ThemeChoice();

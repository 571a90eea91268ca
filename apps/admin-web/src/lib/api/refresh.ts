const LOCK = "acolhe-refresh";
const REFRESHED_AT = "acolhe:refreshed-at";

/**
 * Gets new cookies with the refresh token. One tab asks for all: who waited for the lock finds it done.
 *
 * @returns whether the login goes on; a server that cannot be reached throws instead
 */
export async function refreshLogin(): Promise<boolean> {
  const before = localStorage.getItem(REFRESHED_AT);
  return navigator.locks.request(LOCK, async () => {
    if (localStorage.getItem(REFRESHED_AT) !== before) return true;
    const response = await fetch("/api/v1/auth/refresh", { method: "POST" });
    if (response.ok) localStorage.setItem(REFRESHED_AT, String(Date.now()));
    if (response.status >= 500 || response.status === 429) throw new TypeError("the server did not answer");
    return response.ok;
  });
}

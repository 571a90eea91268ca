/** How instants are written on the wire. */
export const seconds = (ms: number | null) => (ms === null ? 0 : Math.floor(ms / 1000));
export const iso = (ms: number) => new Date(ms).toISOString();

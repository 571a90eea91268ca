/** The version that a change began with; the API refuses it (412) when somebody else changed the same meanwhile. */
export const ifMatch = (version: number): { "if-match": string } => ({ "if-match": `"${version}"` });

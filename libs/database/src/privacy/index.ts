/** Erasure of a person and access to what is kept of them: used by nothing else, and it reaches into every table. */
export { accessRows } from "./access-rows.ts";
export { alone, UnderWay } from "./alone.ts";
export { type Consent, consentsOf } from "./consents.ts";
export { eraseReadSide, type Places } from "./erase-read-side.ts";
export { eraseRecords, type KeptByLaw } from "./erase-records.ts";
export { erasedAmong, markErased } from "./erased-people.ts";
export * from "./erasures.ts";
export { AmbiguousPerson, channelsOfContacts, findPerson, type Person, type SubjectKind, subjectOf } from "./person.ts";
export { searchTables, type TableHits } from "./search-tables.ts";
export { TABLES, type TableDecision } from "./tables.ts";
export { createTombstones, type Tombstones, tombstoneHash } from "./tombstones.ts";

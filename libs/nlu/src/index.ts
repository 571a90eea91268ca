export { detectLanguage } from "./detect-language.ts";
export { ENTITY_TYPES, type Entity, type EntityType } from "./entities/entity.ts";
export { INTENTS, type Intent } from "./intents/intents.ts";
export { LANGUAGES, type Language } from "./language-code.ts";
export { RED_FLAG_KINDS, type RedFlagKind } from "./red-flags/find-red-flag.ts";
export { type UnderstandOptions, type Understood, understand } from "./understand.ts";

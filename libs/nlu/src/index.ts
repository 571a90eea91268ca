export { detectLanguage, languageOf } from "./detect-language.ts";
export { ENTITY_TYPES, type Entity, type EntityType } from "./entities/entity.ts";
export { givenNamesIn } from "./entities/names.ts";
export { INTENTS, type Intent } from "./intents/intents.ts";
export { LANGUAGES, type Language } from "./language-code.ts";
export { ACTS, DANGER_KINDS, type DangerKind, QUESTIONS, SLOT_VALUES } from "./reader/labels.ts";
export { DANGER_TIERS, type Danger, type DangerTier, type Reading } from "./reader/reading.ts";
export { type UnderstandOptions, type Understood, understand, understandAgain } from "./understand.ts";

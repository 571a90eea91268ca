import { z } from "zod";

/** Names a flow gives to its parts. They travel in states, turns and figures, hence one plain form. */
const kebab = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;
export const StateName = z.string().max(64).regex(kebab, "a state's name is words of a-z and 0-9 with dashes");
export const OptionId = z.string().max(64).regex(kebab, "an option's id is words of a-z and 0-9 with dashes");
export const ListName = z.string().max(64).regex(kebab, "a word list's name is words of a-z and 0-9 with dashes");
export const TeamName = z.string().max(64).regex(kebab, "a team's name is words of a-z and 0-9 with dashes");
/** In texts a value is named like this, so no dash. */
export const ValueName = z
  .string()
  .max(32)
  .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, "a value's name is words of a-z and 0-9 with underscores");
/** What a question asks for; a message is read against it. */
export const SlotName = z
  .string()
  .max(32)
  .regex(/^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/, "a slot's name is words of a-z and 0-9 with underscores");
/** Place of a text in messages/<language>.yaml, with dots for the levels. */
export const MessageKey = z
  .string()
  .max(96)
  .regex(/^[a-z0-9_-]+(?:\.[a-z0-9_-]+)*$/, "a text's key is its place in the messages files, with dots");
export const Slug = z.string().max(32).regex(kebab, "words of a-z and 0-9 with dashes");

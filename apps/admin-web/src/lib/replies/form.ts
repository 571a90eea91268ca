import { m } from "#lib/paraglide/messages.js";
import type { Reply } from "./replies.ts";

/** As it is typed. */
export type ReplyForm = { title: string; shortcut: string; text: string };

export const formOf = (row: Reply | undefined): ReplyForm => ({
  title: row?.title ?? "",
  shortcut: row?.shortcut ?? "",
  text: row?.text ?? "",
});

export const bodyOf = ({ title, shortcut, text }: ReplyForm) => ({
  title: title.trim(),
  shortcut: shortcut.trim() || shortcutOf(title),
  text: text.trim(),
});

const SHORTCUT_LENGTH_MAX = 32;
/** "Como chegar" is found by typing /como-chegar. */
export const shortcutOf = (title: string): string =>
  title
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+/, "")
    .slice(0, SHORTCUT_LENGTH_MAX)
    .replace(/-+$/, "");

/** What a text may leave open, with what stands there for an example. */
export const variables = (clinic: string) => [
  { name: "first_name", label: m.replies_first_name(), example: "Ana" },
  { name: "name", label: m.replies_name(), example: "Ana Souza" },
  { name: "clinic", label: m.replies_clinic(), example: clinic },
];

export const exampleOf = (text: string, clinic: string): string =>
  variables(clinic).reduce((told, { name, example }) => told.replaceAll(`{${name}}`, example), text);

/*
 * The desk's editor writes CommonMark; WhatsApp knows a few signs of its own. M1: what a patient reads shows no sign that
 * was meant for an editor. M2: code and addresses stay as they are. M3: signs that were escaped are the signs.
 */

/** Code, fenced or in a line: its content is kept (M2). */
const CODE = /(```[\s\S]*?```|`[^`\n]+`)/;
const ESCAPED = /\\([!-/:-@[-`{-~])/g;
/** Escaped signs wait here, where no pattern finds them. */
const HIDDEN_FROM = 0xe000;

/** What an attendant wrote at the desk, as WhatsApp shows it. */
export function whatsappText(markdown: string): string {
  const parts = markdown.replace(/\r\n?/g, "\n").split(CODE);
  return parts
    .map((part, index) => (index % 2 === 1 ? codeOf(part) : wordsOf(part)))
    .join("")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

/** WhatsApp has no names of languages behind a fence. */
const codeOf = (code: string): string => code.replace(/^```[\w+-]*\n/, "```\n");

function wordsOf(text: string): string {
  const hidden = text
    // A line that is broken inside a paragraph.
    .replace(/(?:\\| {2,})\n/g, "\n")
    .replace(/<br ?\/?>/gi, "\n")
    .replace(ESCAPED, (_, sign: string) => String.fromCharCode(HIDDEN_FROM + sign.charCodeAt(0)));
  return emphasised(lined(linked(hidden)))
    .replace(/[\ue000-\ue07f]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - HIDDEN_FROM))
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&amp;/g, "&");
}

/** An address is written out behind its words, once. Underscores in it are no emphasis. */
const linked = (text: string): string =>
  text
    .replace(/!?\[([^\]\n]*)\]\(<?([^\s)>]+)>?(?: "[^"\n]*")?\)/g, (_, words: string, url: string) => {
      const address = hide(url.replace(/^(?:mailto|tel):/i, ""));
      return bare(words) === bare(url) || words.trim() === "" ? address : `${words} (${address})`;
    })
    .replace(/<((?:https?:\/\/|mailto:|tel:)[^\s>]+)>/gi, (_, url: string) =>
      hide(url.replace(/^(?:mailto|tel):/i, "")),
    )
    .replace(/https?:\/\/[^\s)\]]+/g, hide);

const bare = (address: string): string =>
  address
    .replace(/^(?:https?:\/\/|mailto:|tel:)/i, "")
    .replace(/\/$/, "")
    .trim();
const hide = (text: string): string =>
  text.replace(/[!-/:-@[-`{-~]/g, (sign) => String.fromCharCode(HIDDEN_FROM + sign.charCodeAt(0)));

/** Headings are bold lines; WhatsApp's own lists begin with a dash, its quotes as here. */
const lined = (text: string): string =>
  text
    .replace(/^ {0,3}#{1,6} +(.+?) *#*$/gm, (_, title: string) => `**${title.replace(/\*\*|__/g, "")}**`)
    .replace(/^ {0,3}(?:(?:\* ?){3,}|(?:- ?){3,}|(?:_ ?){3,})$/gm, "")
    .replace(/^( *)[*+] +(?=\S)/gm, "$1- ");

const emphasised = (text: string): string =>
  text
    .replace(/(?<![\w*])\*\*\*(?=\S)([^*\n]+?)(?<=\S)\*\*\*/g, "*_$1_*")
    .replace(/\*\*(?=\S)([^\n]+?)(?<=\S)\*\*/g, "*$1*")
    .replace(/(?<!\w)__(?=\S)([^_\n]+?)(?<=\S)__(?!\w)/g, "*$1*")
    .replace(/~~(?=\S)([^~\n]+?)(?<=\S)~~/g, "~$1~");

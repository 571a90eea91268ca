/** What a bubble holds, in either direction. One shape feeds the page, the webhooks and the call log. */
export interface Button {
  id: string;
  label: string;
  type: "REPLY" | "URL" | "CALL";
  target?: string;
}

interface Row {
  id: string;
  title: string;
  description: string;
}

export type Content =
  | { kind: "text"; text: string }
  | { kind: "image"; url: string; caption: string; mimeType: string; viewOnce: boolean }
  | { kind: "audio"; url: string; mimeType: string; seconds: number; ptt: boolean; viewOnce: boolean }
  | { kind: "video"; url: string; caption: string; mimeType: string; seconds: number; viewOnce: boolean; gif: boolean }
  | { kind: "document"; url: string; fileName: string; mimeType: string; caption: string | null; pageCount: number }
  | { kind: "sticker"; url: string; mimeType: string }
  | { kind: "location"; latitude: number; longitude: number; name: string; address: string }
  | { kind: "contact"; contacts: { name: string; phones: string[] }[] }
  | { kind: "link"; text: string; url: string; title: string; description: string; image: string }
  | {
      kind: "buttons";
      text: string;
      title: string;
      footer: string;
      image: string | null;
      video: string | null;
      buttons: Button[];
    }
  | { kind: "list"; text: string; title: string; buttonLabel: string; rows: Row[] }
  | { kind: "poll"; text: string; max: number; options: string[] }
  | { kind: "reaction"; value: string; target: string; targetFromMe: boolean }
  | { kind: "button-reply"; buttonId: string; text: string }
  | { kind: "list-reply"; rowId: string; title: string; text: string }
  | { kind: "poll-vote"; target: string; options: string[] }
  | { kind: "raw"; payload: Record<string, unknown>; text: string };

export type ContentKind = Content["kind"];

/** The words a person reads in the bubble; also what the call log and the queue listing show. */
export function textOf(content: Content): string {
  switch (content.kind) {
    case "image":
    case "video":
      return content.caption;
    case "document":
      return content.caption ?? content.fileName;
    case "audio":
    case "sticker":
      return "";
    case "location":
      return [content.name, content.address].filter(Boolean).join(", ");
    case "contact":
      return content.contacts.map((one) => one.name).join(", ");
    case "reaction":
      return content.value;
    case "poll-vote":
      return content.options.join(", ");
    default:
      return content.text;
  }
}

export function vCard(name: string, phones: string[]): string {
  const lines = phones.map((phone) => `TEL;type=CELL;type=VOICE;waid=${phone}:+${phone}`);
  return ["BEGIN:VCARD", "VERSION:3.0", `N:;${name};;;`, `FN:${name}`, ...lines, "END:VCARD"].join("\n");
}

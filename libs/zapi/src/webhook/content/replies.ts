import { text } from "../lenient.ts";
import { contentKind } from "./kind.ts";

/** A tap on one of our buttons. Without an id it could not be told which, so the message counts as unknown. */
export const buttonReplyKind = contentKind(
  "buttonsResponseMessage",
  { buttonId: text(), message: text() },
  ({ buttonId, message }) =>
    buttonId === undefined
      ? undefined
      : { content: { kind: "button-reply", buttonId, label: message ?? "" }, spoken: message ?? "" },
);

export const listReplyKind = contentKind(
  "listResponseMessage",
  { selectedRowId: text(), title: text(), message: text() },
  ({ selectedRowId, title, message }) =>
    selectedRowId === undefined
      ? undefined
      : {
          content: { kind: "list-reply", rowId: selectedRowId, title: title ?? message ?? "" },
          spoken: message ?? title ?? "",
        },
);

import { audioKind } from "./audio.ts";
import { cardKinds } from "./cards.ts";
import { contactCardKind, contactCardsKind } from "./contact-card.ts";
import { documentKind } from "./document.ts";
import { imageKind } from "./image.ts";
import type { ContentKind } from "./kind.ts";
import { liveLocationKind, locationKind } from "./location.ts";
import { pollKind, pollVoteKind } from "./poll.ts";
import { buttonReplyKind, listReplyKind } from "./replies.ts";
import { stickerKind } from "./sticker.ts";
import { textKind } from "./text.ts";
import { roundVideoKind, videoKind } from "./video.ts";

/** Every kind of content, in the order in which a payload with several keys is read. */
export const CONTENT_KINDS: readonly ContentKind[] = [
  textKind,
  imageKind,
  audioKind,
  videoKind,
  roundVideoKind,
  documentKind,
  stickerKind,
  locationKind,
  liveLocationKind,
  contactCardKind,
  contactCardsKind,
  pollKind,
  pollVoteKind,
  buttonReplyKind,
  listReplyKind,
  ...cardKinds,
];

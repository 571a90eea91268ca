/**
 * Characters of a message that are read; WhatsApp allows 65,536, but no patient explains an errand in more than this.
 */
export const READ_LENGTH_MAX = 4000;
/** Entities told of one message. */
export const ENTITIES_MAX = 20;
/** Most alternatives told beside the chosen intent. */
export const ALTERNATIVES_MAX = 3;

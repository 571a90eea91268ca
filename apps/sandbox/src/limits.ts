// A chat keeps what a person would scroll through; benchmarks must not fill the memory.
export const CHAT_MESSAGES_MAX = 500;
export const CHATS_MAX = 50_000;
export const CALLS_MAX = 200_000;
export const MEDIA_FILES_MAX = 200;
// The gateway documents this number for a disconnected instance.
export const DISCONNECTED_QUEUE_MAX = 1000;
export const QUEUE_PAGE_DEFAULT = 20;
export const QUEUE_PAGE_MAX = 30;
// Images come as data URIs: base64 adds a third to a 16 MB file.
export const BODY_BYTES_MAX = 24 * 1024 * 1024;
// A held-back webhook is released when no other one overtakes it in this time.
export const REORDER_HOLD_MS_MAX = 400;
// The documented pace ends at 3 s; other delays shrink in the same proportion.
export const DOCUMENTED_PACE_MS_MAX = 3000;
// A page that stops reading is disconnected instead of being buffered for ever.
export const SSE_BUFFER_BYTES_MAX = 4 * 1024 * 1024;

/** What phones send. Servers tell the format by the name's ending; those that use ffmpeg read all of these. */
const ENDINGS: Readonly<Record<string, string>> = {
  "audio/ogg": "ogg",
  "audio/opus": "ogg",
  "audio/mpeg": "mp3",
  "audio/mp3": "mp3",
  "audio/mp4": "m4a",
  "audio/m4a": "m4a",
  "audio/x-m4a": "m4a",
  "audio/aac": "aac",
  "audio/amr": "amr",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "audio/webm": "webm",
  "audio/flac": "flac",
};

export interface AudioFormat {
  readonly fileName: string;
  /** Without parameters. */
  readonly mimeType: string;
}

/** How to hand on audio of a type such as `audio/ogg; codecs=opus`; null when it is no audio we know. */
export function audioFormat(contentType: string): AudioFormat | null {
  const mimeType = contentType.split(";")[0]!.trim().toLowerCase();
  return Object.hasOwn(ENDINGS, mimeType) ? { fileName: `voice.${ENDINGS[mimeType]}`, mimeType } : null;
}

/** A file that others named and typed. */
export interface ForeignFile {
  readonly mimeType: string;
  readonly fileName: string;
}

const UNKNOWN_TYPE = "application/octet-stream";
/** Type and subtype, each a token of at most 64 characters (RFC 9110, 5.6.2 and 8.3.1), alone or before parameters. */
const MEDIA_TYPE = /^[ \t]*([\w!#$%&'*+.^`|~-]{1,64}\/[\w!#$%&'*+.^`|~-]{1,96})[ \t]*(?:;|$)/;

/**
 * The one media type that a stranger's words name, in lower case and without parameters, or "a stream of bytes". Two types in
 * one value are none: a browser would take the last of them, and our rules the first.
 */
export function mediaTypeOf(said: string): string {
  return MEDIA_TYPE.exec(said)?.[1]?.toLowerCase() ?? UNKNOWN_TYPE;
}

/** Shown inside a page. None of them can hold a program that a browser would run under our address. */
const SHOWN: ReadonlySet<string> = new Set([
  ...["jpeg", "png", "gif", "webp"].map((kind) => `image/${kind}`),
  ...["ogg", "opus", "mpeg", "mp3", "mp4", "m4a", "x-m4a", "aac", "amr", "wav", "x-wav", "webm", "flac", "3gpp"].map(
    (kind) => `audio/${kind}`,
  ),
  ...["mp4", "webm", "ogg", "3gpp", "quicktime"].map((kind) => `video/${kind}`),
  "application/pdf",
]);

/** For a file that is opened by its address: nothing in it runs, loads or belongs to our origin. */
const SANDBOX = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox";
/** Browsers open no PDF in a sandbox; their reader is one itself. */
const PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'";

/** Headers of an answer with a foreign file in it. Whatever the file says of itself, they can be sent and mean one thing. */
export function fileHeaders(file: ForeignFile): Readonly<Record<string, string>> {
  const mimeType = mediaTypeOf(file.mimeType);
  const how = SHOWN.has(mimeType) ? "inline" : "attachment";
  return {
    "content-type": mimeType,
    "content-disposition": `${how}; filename*=UTF-8''${encoded(safeFileName(file.fileName))}`,
    "content-security-policy": mimeType === "application/pdf" ? PDF : SANDBOX,
    "x-content-type-options": "nosniff",
  };
}

/** The characters of RFC 8187 that `encodeURIComponent` leaves as they are, although they are none of a value's. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const NAME_LENGTH_MAX = 120;
const ENDING_LENGTH_MAX = 16;

/**
 * A name that any disk takes, as people read it: no folders, no controls, and no signs that turn the direction of writing,
 * by which `gpj.exe` is read as `exe.jpg`. A name that is too long loses its middle and keeps its ending.
 */
export function safeFileName(said: string): string {
  const signs = ends(said)
    .toWellFormed()
    .normalize("NFC")
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufffd]/gu, "")
    .replace(/[/\\:*?"<>|]/g, "_");
  const name = withoutEdges(shortened(withoutEdges(signs)));
  return name === "" ? "arquivo" : name;
}

/** As much of a text as can matter: the patterns above and below take the square of its length. */
const ends = (said: string): string =>
  said.length <= 4 * NAME_LENGTH_MAX ? said : said.slice(0, 3 * NAME_LENGTH_MAX) + said.slice(-NAME_LENGTH_MAX);

/** A dot or a space at an edge hides a file, or is left out by some disks. */
const withoutEdges = (name: string): string => name.replace(/^[.\s]+|[.\s]+$/g, "");

function shortened(name: string): string {
  const dot = name.lastIndexOf(".");
  const ending = dot > 0 && name.length - dot <= ENDING_LENGTH_MAX ? name.slice(dot) : "";
  const stem = name.slice(0, name.length - ending.length);
  // A cut through a pair of surrogates would leave half a character.
  return (
    stem
      .slice(0, NAME_LENGTH_MAX - ending.length)
      .toWellFormed()
      .replaceAll("\ufffd", "") + ending
  );
}

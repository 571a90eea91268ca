export { callServer } from "./call-server.ts";
export { type Downloaded, type DownloadLimits, download, type NoDownload, REDIRECTS_MAX } from "./download.ts";
export { fileHeaders, mediaTypeOf, safeFileName } from "./file-headers.ts";
export { mediaHosts } from "./hosts.ts";
export { type NoPost, postTo } from "./post-to.ts";
export { isPublicAddress } from "./public-address.ts";

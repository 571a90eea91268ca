import { type BucketName, MEDIA } from "@acolhe/events";

/*
 * What an act at the broker is in subjects: JetStream's API is asked by publishing, and answers on the asker's inbox.
 * A request's subject names stream and consumer, never what its body says. So a right to purge a stream is one to purge
 * all of it, and a right to make readers of a stream names no durable.
 */

const API = "$JS.API";

/** Reads records by place or subject, of the leader alone where there are copies. */
export const reads = (stream: string): string[] => [
  `${API}.STREAM.INFO.${stream}`,
  `${API}.STREAM.MSG.GET.${stream}`,
  `${API}.DIRECT.GET.${stream}`,
  `${API}.DIRECT.GET.${stream}.>`,
];

/** Follows a stream by a reader without a name, which the broker forgets by itself. */
export const follows = (stream: string): string[] => [
  `${API}.STREAM.INFO.${stream}`,
  `${API}.CONSUMER.CREATE.${stream}`,
  nextOf(stream, "*"),
];

export const nextOf = (stream: string, durable: string): string => `${API}.CONSUMER.MSG.NEXT.${stream}.${durable}`;

/** How far the durables of a stream are. */
export const listsDurables = (stream: string): string[] => [
  `${API}.CONSUMER.LIST.${stream}`,
  `${API}.CONSUMER.INFO.${stream}.*`,
];

/** Pulls from a durable and acknowledges, in both forms that the broker has for it; asks whether there is one that is silent. */
export const pulls = (stream: string, durable: string): string[] => [
  nextOf(stream, durable),
  `${API}.CONSUMER.INFO.${stream}.${durable}`,
  `$JS.ACK.${stream}.${durable}.>`,
  `$JS.ACK.*.*.${stream}.${durable}.>`,
];

export const purges = (stream: string): string[] => [`${API}.STREAM.PURGE.${stream}`];
export const deletes = (stream: string): string[] => [`${API}.STREAM.MSG.DELETE.${stream}`];

/** Reads keys of a bucket and follows it. No durable ever reads one, so readers may be named. */
export const readsBucket = (bucket: BucketName): string[] => watches(`KV_${bucket}`);
export const writesBucket = (bucket: BucketName): string[] => [...readsBucket(bucket), `$KV.${bucket}.>`];

const FILES = `OBJ_${MEDIA.name}`;
export const readsFiles = (): string[] => watches(FILES);
/** A file that replaces another purges the other's bytes. */
export const writesFiles = (): string[] => [...readsFiles(), ...purges(FILES), `$O.${MEDIA.name}.>`];

function watches(stream: string): string[] {
  return [
    // Of the client, at its first use of a bucket.
    `${API}.INFO`,
    `${API}.STREAM.INFO.${stream}`,
    `${API}.STREAM.MSG.GET.${stream}`,
    `${API}.DIRECT.GET.${stream}`,
    `${API}.DIRECT.GET.${stream}.>`,
    `${API}.CONSUMER.CREATE.${stream}.>`,
    `${API}.CONSUMER.INFO.${stream}.*`,
    `${API}.CONSUMER.DELETE.${stream}.*`,
    `$JS.FC.${stream}.>`,
  ];
}

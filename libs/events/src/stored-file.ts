import { z } from "zod";

const SCHEME = "media:";
const STORED_FILE = /^media:([\w-]{1,64})$/;

/** A file of ours in place of an address: its name in the store of media. The sender puts the bytes in its place. */
export const StoredFile = z.string().regex(STORED_FILE);

export const storedFileUrl = (name: string): string => `${SCHEME}${name}`;

/** The file's name in the store; null for an address of somewhere else. */
export const storedFileOf = (url: string): string | null => STORED_FILE.exec(url)?.[1] ?? null;

import type { CoreBus } from "@acolhe/bus";
import { MEDIA, type SendCommand, storedFileOf } from "@acolhe/events";
import { mediaTypeOf } from "@acolhe/runtime/outside";

/** What stands in a command for a file of ours becomes the file itself; null: the store no longer has it. */
export type FillIn = (command: SendCommand) => Promise<SendCommand | null>;

/**
 * The gateway takes a file's bytes in place of an address, and ours has no address that it could reach. They are read
 * right before the call, so that turns stay small.
 */
export function createFillIn(bus: CoreBus): FillIn {
  const files = bus.objects(MEDIA.name);
  return async (command) => {
    const name = "url" in command ? storedFileOf(command.url) : null;
    if (name === null) return command;
    const file = await files.read(name);
    if (!file) return null;
    const mimeType = mediaTypeOf(file.metadata.mimeType ?? "");
    return { ...command, url: `data:${mimeType};base64,${Buffer.from(file.bytes).toString("base64")}` } as SendCommand;
  };
}

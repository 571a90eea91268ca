import { type CoreBus, followKey } from "@acolhe/bus";
import { botOffOn, type ChannelId, CLINIC_BUCKET, CLINIC_KEYS } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";

export type IsBotOff = (channel: ChannelId) => boolean;

/** Whether staff have switched the bot off, so that words decided before do not leave after it. */
export async function followBotSwitch(bus: CoreBus, log: Logger): Promise<{ isOff: IsBotOff; stop(): void }> {
  let said: unknown;
  const following = await followKey(bus, CLINIC_BUCKET, {
    key: CLINIC_KEYS.bot,
    onChange: (value) => {
      said = value;
    },
    onError: (error) => log.warn({ err: error }, "whether the bot is on is not watched for a moment"),
  });
  return { isOff: (channel) => botOffOn(channel, said) !== undefined, stop: () => following.stop() };
}

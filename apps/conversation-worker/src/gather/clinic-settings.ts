import { type CoreBus, followKey } from "@acolhe/bus";
import { StaffHours } from "@acolhe/conversation";
import { type BotOff, botOffOn, type ChannelId, CLINIC_BUCKET, CLINIC_KEYS } from "@acolhe/events";
import type { Logger } from "@acolhe/runtime";

export interface ClinicSettings {
  botOff(channel: ChannelId): BotOff | undefined;
  /** Undefined: as the flow says. */
  hours(): StaffHours | undefined;
  stop(): void;
}

/** What staff set for all conversations, as the bucket says it. Each turn records what it was told of it (W2). */
export async function followClinicSettings(bus: CoreBus, log: Logger): Promise<ClinicSettings> {
  let botSwitch: unknown;
  let hours: StaffHours | undefined;
  const follow = (key: string, onChange: (value: unknown) => void) =>
    followKey(bus, CLINIC_BUCKET, {
      key,
      onChange,
      onError: (error) => log.warn({ err: error }, "the clinic's settings are not watched for a moment"),
    });
  const following = await Promise.all([
    follow(CLINIC_KEYS.bot, (value) => {
      botSwitch = value;
    }),
    follow(CLINIC_KEYS.hours, (value) => {
      const read = StaffHours.safeParse(value);
      if (read.success) hours = read.data;
      else if (value === undefined) hours = undefined;
      else log.error("the clinic's hours cannot be read; the last ones stay");
    }),
  ]);
  return {
    botOff: (channel) => botOffOn(channel, botSwitch),
    hours: () => hours,
    stop() {
      for (const one of following) one.stop();
    },
  };
}

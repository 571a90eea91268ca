import { m } from "#lib/paraglide/messages.js";

interface Channel {
  readonly id: string;
  readonly name: string;
}

/** Numbers of the clinic as staff read of them. One that was given no name bears its id, which is a setting's word. */
export const named = <C extends Channel>(channels: readonly C[]): C[] =>
  channels.map((channel) => (channel.name === channel.id ? { ...channel, name: unnamed(channel, channels) } : channel));

/** Several are told apart by their ids. */
const unnamed = ({ id }: Channel, { length }: readonly Channel[]): string =>
  length === 1 ? m.shell_number_only() : m.shell_number({ id });

/** The name of the number with this id. */
export const nameOfNumber = (channels: readonly Channel[] | undefined, id: string): string =>
  channels?.find((channel) => channel.id === id)?.name ?? id;

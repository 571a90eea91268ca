import { errorFromException } from "./classify.ts";
import type { ChannelSettings, ZapiClient } from "./zapi-client.ts";

/** Groups are not served, and presence is not used: both would only cost traffic. Any other filter swallows messages. */
const MESSAGE_FILTERS = ["FILTER_FROM_GROUP"];
const CALLBACK_TYPE_FILTERS = ["FILTER_PRESENCE_CHAT_CALLBACK"];

interface Setting {
  readonly name: string;
  /** True: as it should be. False: wrong. Undefined: the gateway does not tell. */
  right(settings: ChannelSettings): boolean | undefined;
  mend(): Promise<void>;
  /** For the operator, when it did not stick. Never holds the address, whose path is a secret. */
  readonly complaint: string;
}

function settingsFor(client: ZapiClient, webhookUrl: string): readonly Setting[] {
  return [
    {
      name: "webhooks",
      right: ({ callbackUrls: u }) =>
        [u.received, u.delivery, u.messageStatus, u.connected, u.disconnected].every((url) => url === webhookUrl),
      mend: () => client.updateEveryWebhook(webhookUrl, true),
      complaint: "Nem todos os webhooks da Z-API apontam para este sistema. Corrija os endereços no painel da Z-API.",
    },
    {
      name: "notify-sent-by-me",
      right: ({ notifySentByMe }) => notifySentByMe === true,
      mend: () => client.updateNotifySentByMe(true),
      complaint:
        'A Z-API não avisa o que a equipe escreve pelo celular. Ative "Notificar as enviadas por mim também" no painel.',
    },
    {
      name: "queue",
      right: ({ disableEnqueueWhenDisconnected }) => disableEnqueueWhenDisconnected,
      mend: () => client.updateQueueSettings({ disableEnqueueWhenDisconnected: true }),
      complaint:
        "A Z-API guarda mensagens enquanto o número está desconectado e as envia todas juntas depois. Desative isso no painel.",
    },
    {
      name: "filters",
      right: ({ messageFilters, callbackTypeFilters }) =>
        messageFilters &&
        isExactly(messageFilters, MESSAGE_FILTERS) &&
        (callbackTypeFilters === undefined || isExactly(callbackTypeFilters, CALLBACK_TYPE_FILTERS)),
      mend: () => client.updateFilters({ messageFilters: MESSAGE_FILTERS, callbackTypeFilters: CALLBACK_TYPE_FILTERS }),
      complaint:
        "Os filtros da Z-API não estão certos: só mensagens de grupos e avisos de presença devem ficar de fora. Corrija no painel.",
    },
  ];
}

const isExactly = (filters: readonly string[], wanted: readonly string[]) =>
  new Set(filters).size === wanted.length && wanted.every((filter) => filters.includes(filter));

/** How a number's settings stand after they were looked at. */
interface SettingsFound {
  readonly mended: string[];
  readonly complaints: string[];
  /** Absent: the gateway did not say. */
  readonly connected?: boolean;
}

/**
 * Compares the number's settings with what the desk needs, changes what is wrong and reads again, because the
 * gateway was seen to answer success without changing anything. What it does not tell is set each time, unreported.
 */
export const mendChannelSettings = (client: ZapiClient, options: { webhookUrl: string }) =>
  compare(client, { ...options, mends: true });

/** The same comparison, which changes nothing; of what the gateway does not tell, it says nothing. */
export async function checkChannelSettings(
  client: ZapiClient,
  options: { webhookUrl: string },
): Promise<Omit<SettingsFound, "mended">> {
  const { mended: _, ...found } = await compare(client, { ...options, mends: false });
  return found;
}

async function compare(
  client: ZapiClient,
  { webhookUrl, mends }: { webhookUrl: string; mends: boolean },
): Promise<SettingsFound> {
  const complaints = new Set<string>();
  const settings = settingsFor(client, webhookUrl);
  const before = await attempt(() => client.me());
  if (!before) return { mended: [], complaints: [...complaints] };

  const wrong: Setting[] = [];
  for (const setting of settings) {
    const right = setting.right(before);
    if (right === true || (right === undefined && !mends)) continue;
    if (!mends) {
      complaints.add(setting.complaint);
      continue;
    }
    const done = await attempt(async () => {
      await setting.mend();
      return true;
    });
    if (right === false) wrong.push(setting);
    else if (!done) complaints.add(setting.complaint);
  }

  const after = wrong.length === 0 ? before : await attempt(() => client.me());
  const mended = wrong.filter((setting) => after && setting.right(after) === true).map(({ name }) => name);
  for (const setting of wrong) if (!mended.includes(setting.name)) complaints.add(setting.complaint);

  const status = await attempt(() => client.status());
  if (status && !status.connected) {
    complaints.add("O WhatsApp da clínica está desconectado. Leia o QR code no painel da Z-API.");
  } else if (status && !status.smartphoneConnected) {
    complaints.add("O celular da clínica está sem conexão. Após 14 dias assim o WhatsApp desliga a sessão.");
  }
  return { mended, complaints: [...complaints], ...(status && { connected: status.connected }) };

  /** A failed call becomes the operator's sentence, and the check goes on with the rest. */
  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      const { kind, sentence } = errorFromException(error);
      // Sentences of unknown outcomes speak of messages; here nothing was sent.
      complaints.add(kind === "unknown" ? "A Z-API não respondeu ao conferir as configurações do número." : sentence);
      return undefined;
    }
  }
}

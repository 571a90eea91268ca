/** What the gateway would post had a patient written this. Only what is read of such a webhook is in it. */
export function canaryWebhook(said: {
  readonly instanceId: string;
  readonly phone: string;
  readonly messageId: string;
  /** Epoch ms. */
  readonly at: number;
  readonly text: string;
}): object {
  const { instanceId, phone, messageId, at, text } = said;
  return {
    ...{ type: "ReceivedCallback", instanceId, messageId, phone, momment: at, status: "RECEIVED" },
    ...{ fromMe: false, fromApi: false, isGroup: false, isNewsletter: false, isStatusReply: false, broadcast: false },
    text: { message: text },
  };
}

import type { Notice } from "@acolhe/status";
import { createTransport } from "nodemailer";
import { ALERT_SEND_MS } from "../limits.ts";
import type { SinkPort } from "./sink.ts";
import { toldOf } from "./words.ts";

export interface MailOptions {
  /** `smtps://user:password@host:465`, or `smtp://…`, which goes over to TLS. */
  readonly url: string;
  readonly from: string;
  readonly to: readonly string[];
}

/** All notices of one sending as one mail. Pure. */
export function mailOf(notices: readonly Notice[], panelUrl: string | undefined): { subject: string; text: string } {
  const told = notices.map((notice) => toldOf(notice, panelUrl));
  const first = told[0]?.summary ?? "";
  const subject = told.length === 1 ? first : `${first} (e mais ${told.length - 1})`;
  const parts = told.map(({ summary, description, since, link }) =>
    [summary, `Começou ${since}.`, description, ...(link === null ? [] : [link])].join("\n"),
  );
  const text = `${parts.join("\n\n")}\n\n-- \nAcolhe. Este aviso não traz dados de pacientes.\n`;
  return { subject: `[Acolhe] ${subject}`, text };
}

export function createMailSink({ url, from, to }: MailOptions, panelUrl: string | undefined): SinkPort {
  const transport = createTransport({
    url,
    // A password never goes over an open line, whatever stands between.
    requireTLS: new URL(url).username !== "",
    dnsTimeout: ALERT_SEND_MS,
    connectionTimeout: ALERT_SEND_MS,
    greetingTimeout: ALERT_SEND_MS,
    socketTimeout: ALERT_SEND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: "mail",
    async send(notices) {
      // The same parcels sent again are the same mail, and known as such by many who receive it.
      const messageId = `<${notices[0]?.id}@acolhe.invalid>`;
      try {
        await transport.sendMail({ from, to: [...to], messageId, ...mailOf(notices, panelUrl) });
        return null;
      } catch (error) {
        return String((error as { code?: unknown }).code ?? "failed");
      }
    },
  };
}

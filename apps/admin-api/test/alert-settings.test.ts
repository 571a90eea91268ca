import { loadSettings } from "@acolhe/runtime";
import { expect, test } from "vitest";
import { alertsOf } from "../src/alerts/settings.ts";

test("mail by half is refused at the start", () => {
  expect(() => alertsOf(loadSettings({ ALERT_SMTP_URL: "smtp://mail.example" }), [])).toThrow("ALERT_MAIL_FROM");
  const set = {
    ALERT_SMTP_URL: "smtps://mail.example",
    ALERT_MAIL_FROM: "a@b.example",
    ALERT_MAIL_TO: "c@b.example, d@b.example",
  };
  expect(alertsOf(loadSettings(set), [])).toMatchObject({
    mail: { to: ["c@b.example", "d@b.example"] },
    waitingMsMax: 900_000,
  });
});

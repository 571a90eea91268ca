import { m } from "#lib/paraglide/messages.js";
import { session } from "#lib/session/session.svelte.ts";

const TONE_HZ = 660;
const TONE_SECONDS = 0.18;

/** Sound and desktop notification when more people wait than before. Both are off until a person asks for them. */
class Alerts {
  #waiting: number | undefined;

  /** To be told whenever the number is read anew; the first number is where it starts. */
  heard(waiting: number): void {
    const more = this.#waiting !== undefined && waiting > this.#waiting;
    this.#waiting = waiting;
    if (!more) return;
    if (session.me?.preferences.sound) beep();
    if (session.me?.preferences.notifications && document.hidden && Notification.permission === "granted")
      new Notification(m.shell_alert_title(), { body: m.shell_alert_body({ count: waiting }), tag: "acolhe-waiting" });
  }

  /** Asks the browser. @returns whether it may show notifications */
  async allow(): Promise<boolean> {
    if (!("Notification" in window)) return false;
    return (await Notification.requestPermission()) === "granted";
  }
}

function beep(): void {
  const context = new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  volume.gain.value = 0.08;
  tone.frequency.value = TONE_HZ;
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + TONE_SECONDS);
  tone.onended = () => void context.close();
}

export const alerts = new Alerts();

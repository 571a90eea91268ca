import { type Broker, type Objects, type OpenedObject, openObjects } from "@acolhe/bus";
import { MEDIA } from "@acolhe/events";
import { withBroker } from "./with-broker.ts";

/** Patients' files, in the broker's object store. */
export function createMedia(broker: Broker): (message: string) => Promise<OpenedObject | null> {
  let objects: Objects | null = null;
  return (message) =>
    withBroker(broker, (bus) => {
      objects ??= openObjects(bus, MEDIA.name);
      return objects.open(message);
    });
}

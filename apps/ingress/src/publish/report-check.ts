import type { Broker } from "@acolhe/bus";
import { type Channel, GATEWAY_BUCKET, type GatewayCheck } from "@acolhe/events";

/** Tells the panel how a number's settings at the gateway stand, as soon as there is a broker to tell it by. */
export function createCheckReport(broker: Broker, onError: (error: unknown) => void) {
  return ({ id }: Channel, check: GatewayCheck): void => {
    const put = async () => {
      await broker.whenConnected();
      const bucket = await broker.bus?.kvm.open(GATEWAY_BUCKET);
      await bucket?.put(id, JSON.stringify(check));
    };
    void put().catch(onError);
  };
}

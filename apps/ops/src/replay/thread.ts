import { parentPort, workerData } from "node:worker_threads";
import { connectBus } from "@acolhe/bus";
import { loadFlow } from "@acolhe/flows";
import { z } from "zod";
import { createSpanReplay, type Span } from "./span.ts";

/** What a thread is given when it begins. */
export const ThreadData = z.object({ url: z.string(), flow: z.string().optional(), show: z.number() });
export type ThreadData = z.infer<typeof ThreadData>;

const { url, flow, show } = ThreadData.parse(workerData);
const bus = await connectBus({ url, name: "ops", firstTryOnly: true });
const replay = await createSpanReplay(bus, { draft: flow === undefined ? null : loadFlow(flow), show });
// A failure ends the thread, and with it the whole replay: a span that is left out would count as the same.
parentPort?.on("message", async (span: Span) => parentPort?.postMessage(await replay(span)));

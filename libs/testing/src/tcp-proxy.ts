import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** The wire between two processes, which can be slow, cut, or torn. Nothing is lost within a connection, as in TCP. */
export interface TcpProxy extends AsyncDisposable {
  readonly port: number;
  /** From now on what comes waits so long in either direction, ms. */
  setDelay(ms: number): void;
  /** Nothing passes any more, and neither side is told: connections stand still, new ones are not answered. */
  cut(): void;
  /** What stood still goes on. */
  mend(): void;
  /** Both ends of every connection are told that it is over. */
  tear(): void;
}

/** How it is with the wire now. */
interface Wire {
  delayMs: number;
  passable: PromiseWithResolvers<void>;
}

export async function startTcpProxy(to: { readonly port: number; readonly host?: string }): Promise<TcpProxy> {
  const { port: toPort, host = "127.0.0.1" } = to;
  const wire: Wire = { delayMs: 0, passable: Promise.withResolvers() };
  wire.passable.resolve();
  const sockets = new Set<Socket>();

  function keep(socket: Socket, other: () => Socket): void {
    sockets.add(socket);
    socket.setNoDelay(true);
    // A side that ended without a word ends the other in the same way.
    socket.on("error", () => {});
    socket.on("close", () => {
      sockets.delete(socket);
      other().destroy();
    });
  }

  const server = createServer({ allowHalfOpen: true }, async (near) => {
    near.on("error", () => {});
    sockets.add(near);
    await wire.passable.promise;
    if (near.destroyed) return;
    const far = connect({ port: toPort, host, allowHalfOpen: true });
    keep(near, () => far);
    keep(far, () => near);
    pass(wire, near, far);
    pass(wire, far, near);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const tear = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    port: (server.address() as AddressInfo).port,
    setDelay(ms) {
      wire.delayMs = ms;
    },
    cut() {
      wire.passable = Promise.withResolvers();
    },
    mend: () => wire.passable.resolve(),
    tear,
    async [Symbol.asyncDispose]() {
      wire.passable.resolve();
      server.close();
      tear();
      await once(server, "close");
    },
  };
}

/** In order, whatever each piece has to wait for. */
function pass(wire: Wire, from: Socket, into: Socket): void {
  let former: Promise<void> = Promise.resolve();
  const then = (act: () => void) => {
    const due = performance.now() + wire.delayMs;
    former = former.then(async () => {
      const left = due - performance.now();
      if (left > 0) await sleep(left);
      await wire.passable.promise;
      if (!into.destroyed) act();
    });
  };
  from.on("data", (piece) => then(() => into.write(piece)));
  from.on("end", () => then(() => into.end()));
}

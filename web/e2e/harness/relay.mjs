// A relay of bytes between two sockets, run where a browser is: it listens on
// that place's own 127.0.0.1 (a secure context) and goes on over its uplink, so
// that a fault of the uplink is a fault of everything. With a delay it is a long
// line instead, one way and the other.
//
//   node relay.mjs tcp|udp FROM TO [DELAY]
//
// FROM and TO are HOST:PORT, or a path for a Unix socket; DELAY is in ms each way.
// Prints "ready" once it listens.
import { createSocket } from "node:dgram";
import { connect, createServer } from "node:net";

const [kind, from, to, delay = "0"] = process.argv.slice(2);
const wait = Number(delay);

/** place reads an address as node:net takes it. */
function place(address) {
  if (address.includes("/")) return { path: address };
  const [host, port] = address.split(":");
  return { host, port: Number(port) };
}

/** later keeps the order: timers of one delay fire in the order they were set. */
function later(action) {
  if (wait > 0) setTimeout(action, wait);
  else action();
}

function pipe(source, sink) {
  source.on("data", (bytes) => later(() => sink.writable && sink.write(bytes)));
  source.on("end", () => later(() => sink.end()));
  source.on("error", () => sink.destroy());
  source.on("close", () => later(() => sink.destroy()));
}

function tcp() {
  createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ ...place(to), allowHalfOpen: true, noDelay: true });
    pipe(near, far);
    pipe(far, near);
  }).listen(place(from), ready);
}

function udp() {
  const target = place(to);
  const near = createSocket({ type: "udp4", recvBufferSize: 4 << 20, sendBufferSize: 4 << 20 });
  const fars = new Map();
  near.on("message", (bytes, sender) => {
    const key = `${sender.address}:${sender.port}`;
    let far = fars.get(key);
    if (!far) {
      far = createSocket("udp4");
      far.on("message", (answer) => later(() => near.send(answer, sender.port, sender.address)));
      far.on("error", () => {});
      fars.set(key, far);
    }
    later(() => far.send(bytes, target.port, target.host));
  });
  near.bind({ address: place(from).host, port: place(from).port }, ready);
}

function ready() {
  process.stdout.write("ready\n");
}

if (kind === "udp") udp();
else tcp();

// Runs inside a network namespace: forwards connections to a local port to a Unix socket, which is reachable
// from inside and outside.
import { connect, createServer } from 'node:net';

export async function forward(port, socket) {
  const server = createServer((client) => {
    const target = connect(socket);
    client.pipe(target).pipe(client);
    for (const [one, other] of [
      [client, target],
      [target, client],
    ])
      one.on('error', () => other.destroy());
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  return server;
}

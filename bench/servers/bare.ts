/**
 * The floor: what Deno's own sockets cost when nothing is added. Every message goes to everybody.
 *
 * @module
 */

const sockets = new Set<WebSocket>();

Deno.serve({
  hostname: "0.0.0.0",
  port: Number(Deno.args[0]),
  onListen: () => console.log("ready"),
}, (request) => {
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onopen = () => sockets.add(socket);
  socket.onclose = () => sockets.delete(socket);
  socket.onmessage = ({ data }) => {
    for (const each of sockets) if (each.readyState === WebSocket.OPEN) each.send(data);
  };
  return response;
});

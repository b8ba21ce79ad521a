// Bun's native publish: bun bun.js PORT
Bun.serve({
  hostname: "0.0.0.0",
  port: Number(process.argv[2]),
  fetch(request, server) {
    if (!server.upgrade(request)) return new Response("Want a WebSocket", { status: 426 });
  },
  websocket: {
    publishToSelf: true,
    open: (socket) => socket.subscribe("room"),
    message: (socket, data) => socket.publish("room", data),
  },
});
console.log("ready");

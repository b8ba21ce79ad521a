// npm:ws as its README broadcasts, a room for each path: node ws.mjs PORT FOLDER-OF-PEERS
import { createRequire } from "node:module";
import process from "node:process";

const [port, folder] = process.argv.slice(2);
const { WebSocketServer } = createRequire(`${folder}bench.js`)("ws");

const rooms = new Map();
const server = new WebSocketServer({ host: "0.0.0.0", port: Number(port) });
server.on("listening", () => console.log("ready"));
server.on("connection", (socket, { url }) => {
  if (!rooms.has(url)) rooms.set(url, new Set());
  const room = rooms.get(url);
  room.add(socket);
  socket.on("close", () => room.delete(socket));
  socket.on("error", () => {});
  socket.on("message", (data, binary) => {
    for (const each of room) {
      // Texts are echoed, as everywhere here. A file is not: that spares the peer a copy.
      if (each.readyState === 1 && !(binary && each === socket)) each.send(data, { binary });
    }
  });
});

// npm:ws as its README broadcasts: node ws.mjs PORT FOLDER-OF-PEERS
import { createRequire } from "node:module";
import process from "node:process";

const [port, folder] = process.argv.slice(2);
const { WebSocketServer } = createRequire(`${folder}bench.js`)("ws");

const server = new WebSocketServer({ host: "0.0.0.0", port: Number(port) });
server.on("listening", () => console.log("ready"));
server.on("connection", (socket) => {
  socket.on("error", () => {});
  socket.on("message", (data, binary) => {
    for (const each of server.clients) if (each.readyState === 1) each.send(data, { binary });
  });
});

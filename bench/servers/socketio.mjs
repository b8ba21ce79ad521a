// Socket.IO as its docs broadcast, without polling: node socketio.mjs PORT FOLDER-OF-PEERS
import { createRequire } from "node:module";
import process from "node:process";

const [port, folder] = process.argv.slice(2);
const { Server } = createRequire(`${folder}bench.js`)("socket.io");

const io = new Server({ transports: ["websocket"], maxHttpBufferSize: 100e6 });
io.on("connection", (socket) => {
  socket.on("chat", (data) => io.emit("chat", data));
  // Not to its sender: that spares the peer a copy.
  socket.on("file", (data) => socket.broadcast.emit("file", data));
});
io.listen(Number(port));
console.log("ready");

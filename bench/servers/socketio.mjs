// Socket.IO as its docs broadcast, without polling: node socketio.mjs PORT FOLDER-OF-PEERS
import { createRequire } from "node:module";
import process from "node:process";

const [port, folder] = process.argv.slice(2);
const { Server } = createRequire(`${folder}bench.js`)("socket.io");

const io = new Server({ transports: ["websocket"], maxHttpBufferSize: 100e6 });
io.on("connection", (socket) => {
  for (const event of ["chat", "file"]) socket.on(event, (data) => io.emit(event, data));
});
io.listen(Number(port));
console.log("ready");

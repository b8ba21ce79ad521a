"""The room at a terminal, with Python's standard library alone.

    python3 examples/python_client.py ws://localhost:8765               the lobby
    python3 examples/python_client.py ws://localhost:8765 7KWFT3 Ana    a classroom, and your name

What you type is said on "chat", and what is said there is printed. Rules like S1 are those of
docs/PROTOCOL.md; sections are those of RFC 6455, the WebSocket protocol.
"""
import base64, hashlib, json, os, socket, struct, sys, threading, urllib.parse, urllib.request

CHUNK = 4  # code points in a frame (S1): so few that there is something to see
KEPT = 1_000  # messages to remember, so that a repeat of one is known as such (A3)
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10  # kinds of WebSocket frames (section 5.2)


def join(url, code, name):
    """Joins a classroom: gets where its socket is, and a token that says who we are (N7)."""
    body = json.dumps({"name": name}).encode()
    request = urllib.request.Request(f"http{url[2:].rstrip('/')}/api/rooms/{code}/join", body,
                                     {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        admission = json.load(response)
    return admission["socket"], f"Authorization: Bearer {admission['token']}\r\n"


def connect(url, path="/ws", credentials=""):
    """Turns an HTTP connection into a WebSocket (section 4.1)."""
    address = urllib.parse.urlsplit(url)
    sock = socket.create_connection((address.hostname, address.port or 80))
    key = base64.b64encode(os.urandom(16)).decode()
    sock.sendall((f"GET {path} HTTP/1.1\r\nHost: {address.netloc}\r\n{credentials}"
                  "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                  f"Sec-WebSocket-Key: {key}\r\n\r\n").encode())
    stream = sock.makefile("rb")
    status, *headers = [line.decode().strip() for line in iter(stream.readline, b"\r\n") if line]
    # The server proves that it speaks WebSocket: it hashes our key with words from the standard.
    proof = hashlib.sha1((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").encode()).digest()
    if base64.b64encode(proof).decode() not in (line.partition(": ")[2] for line in headers):
        raise ConnectionError(status)
    return sock, stream


def send(sock, kind, payload):
    """Sends one WebSocket frame. A client's are masked, each with a new mask (section 5.3)."""
    size, mask = len(payload), os.urandom(4)
    length = (struct.pack(">B", 0x80 | size) if size < 126 else
              struct.pack(">BH", 0xFE, size) if size < 65_536 else struct.pack(">BQ", 0xFF, size))
    masked = bytes(byte ^ mask[n % 4] for n, byte in enumerate(payload))
    sock.sendall(bytes([0x80 | kind]) + length + mask + masked)


def receive(stream):
    """Yields kind and payload of each WebSocket frame: this server masks none, and cuts none."""
    while len(header := stream.read(2)) == 2:
        kind, size = header[0] & 0x0F, header[1]
        if size > 125:
            size = int.from_bytes(stream.read(2 if size == 126 else 8), "big")
        yield kind, stream.read(size)


def say(sock, channel, number, text):
    """Cuts a message into frames, between code points, and sends them (S1, S2)."""
    pieces = [text[at:at + CHUNK] for at in range(0, len(text), CHUNK)] or [""]
    for sequence, data in enumerate(pieces):
        frame = {"channel": channel, "messageId": f"{channel}-{number}", "sequence": sequence,
                 "total": len(pieces), "data": data}
        send(sock, TEXT, json.dumps(frame).encode())


def type_lines(sock):
    """Says what is typed, and at the end of it goodbye."""
    for number, line in enumerate(sys.stdin, 1):
        say(sock, "chat", number, line.rstrip("\n"))
    send(sock, CLOSE, struct.pack(">H", 1000))


def put_together(messages, frame):
    """Takes a frame, and returns the text of its message if it was the last one missing (A1, A2)."""
    pieces = messages.setdefault((frame["from"], frame["messageId"]), {})
    if len(messages) > KEPT:
        del messages[next(iter(messages))]
    is_new = frame["sequence"] not in pieces
    pieces.setdefault(frame["sequence"], frame["data"])
    if is_new and len(pieces) == frame["total"]:
        return "".join(pieces[sequence] for sequence in sorted(pieces))


def main(url, *room):
    try:
        sock, stream = connect(url, *join(url, *room)) if room else connect(url)
    except (OSError, ValueError) as error:
        sys.exit(f"Cannot join {url}: {error}")
    say(sock, "presence", 1, "online")
    threading.Thread(target=type_lines, args=[sock], daemon=True).start()
    messages = {}
    for kind, payload in receive(stream):
        frame = json.loads(payload) if kind == TEXT else {"channel": None}
        if kind == PING:
            send(sock, PONG, payload)
        elif kind == CLOSE:
            code = int.from_bytes(payload[:2], "big")
            os._exit(0) if code == 1000 else sys.exit(f"Closed: {code} {payload[2:].decode()}")
        elif frame["channel"] == "$":
            print("server:", frame["data"], file=sys.stderr)
        elif frame["channel"] == "chat" and (text := put_together(messages, frame)) is not None:
            # What others write must not move the cursor, nor turn the text around.
            plain = "".join(letter if letter.isprintable() else " " for letter in text)
            print(f"{frame['from']}: {plain}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:]) if len(sys.argv) in (2, 4) else sys.exit(__doc__)

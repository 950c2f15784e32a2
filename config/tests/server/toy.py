"""A toy application under the real server, started by the tests of `config.live.server` in a process of its own.

It knows nothing of rooms, so that these tests are about the server alone. Limits are small to keep them quick.
"""

from __future__ import annotations

import argparse
import asyncio
import resource
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings

from config.live.frames import text_frame

KB, MB = 1024, 1024 * 1024
BODY_LIMIT = 2 * MB
UPLOAD_LIMIT = 64 * MB


def memory() -> int:
    """KiB this process holds now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * resource.getpagesize() // 1024


async def http(scope: dict[str, Any], receive: Any, send: Any) -> None:
    path = scope["path"]

    async def answer(body: bytes) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": body})

    if path == "/stream":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _piece in range(int(scope["query_string"])):
            await send({"type": "http.response.body", "body": b"x" * 256 * KB, "more_body": True})
        await send({"type": "http.response.body", "body": b""})
    elif path == "/slow":
        await asyncio.sleep(float(scope["query_string"]))
        await answer(b"done")
    elif path == "/who":
        await answer(f"{scope['scheme']} {scope['client'][0]}".encode())
    elif path == "/memory":
        await answer(str(memory()).encode())
    elif path == "/state":
        await answer(repr(STATE).encode())
    else:
        size = pieces = 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            size, pieces = size + len(message["body"]), pieces + 1
            if not message["more_body"]:
                break
        await answer(f"{size} bytes in {pieces} pieces".encode())


STATE = {"received": 0, "closed": []}


async def websocket(scope: dict[str, Any], receive: Any, send: Any) -> None:
    frames = scope["extensions"]["dreamtable.frames"]
    await receive()
    await send({"type": "websocket.accept"})
    while True:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            STATE["closed"].append(message["code"])
            return
        STATE["received"] += 1
        text = message.get("text") or ""
        command, _, rest = text.partition(" ")
        if command == "echo":
            await send({"type": "websocket.send", "text": rest})
        elif command == "frames":  # "frames 3 100": three ready frames of 100 letters
            count, size = map(int, rest.split())
            for number in range(count):
                frames.write(text_frame(str(number % 10).encode() * size))
            await send({"type": "websocket.send", "text": f"waiting {frames.waiting()}"})
        elif command == "drown":  # more than anybody takes, then goodbye
            for _number in range(80):
                frames.write(text_frame(b"x" * 100_000))
            await send({"type": "websocket.close", "code": int(rest)})
        elif command == "close":
            await send({"type": "websocket.close", "code": int(rest)})
        elif command == "abort":
            frames.abort()
        elif command == "sleep":
            await asyncio.sleep(float(rest))


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await (http if scope["type"] == "http" else websocket)(scope, receive, send)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--trust", action="append", default=[])
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--tls", metavar="FOLDER", help="a second port with a certificate of its own authority")
    parser.add_argument("--patience", type=int, help="seconds a request may take to arrive")
    options = parser.parse_args()
    settings.configure(
        BODY_LIMIT=BODY_LIMIT,
        UPLOAD_LIMITS={"/upload": UPLOAD_LIMIT},
        FILE_UPLOAD_TEMP_DIR=tempfile.gettempdir(),
        TRUSTED_PROXIES=options.trust,
        USE_I18N=False,
    )
    from config.live import protocols
    from config.live.server import Server, on_drain
    from config.tls.context import Certificate

    if options.patience:
        protocols.HEADER_SECONDS = protocols.BODY_SECONDS = options.patience
    on_drain.append(lambda: print("draining", flush=True))
    server = Server(
        application,
        host="127.0.0.1",
        port=options.port,
        ready=lambda address: print(f"Serving on {address}", flush=True),
        tls=(0, Certificate(Path(options.tls), lambda: ["127.0.0.1", "table.local"])) if options.tls else None,
    )
    server.run()
    print("ended", flush=True)
    sys.exit(1 if server.failed else 0)


if __name__ == "__main__":
    main()

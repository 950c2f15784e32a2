"""The child process that opens untrusted pictures and sounds: one JSON request a line in, one JSON answer a line out.
Before its answer it may say how far it is, in lines of their own.

It runs without Django, without the server's environment and under limits on memory, processor time and file size, so
what a malicious file can break is this process and the directory it was given. `pool.py` starts it.
"""

from __future__ import annotations

import errno
import json
import os
import resource
import select
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from config.files.refusal import Refused

IDLE_SECONDS = 300
HARD_CPU_SECONDS = 3600
TELL_SECONDS = 0.25


def limit(*, cpu: int, memory: int, disk: int) -> None:
    """Limits of one request: `cpu` seconds from now, `memory` bytes of address space, `disk` bytes a written file."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime) + 1
    for name, value in (
        (resource.RLIMIT_CPU, min(spent + cpu, HARD_CPU_SECONDS)),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, disk),
    ):
        _, hard = resource.getrlimit(name)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(name, (value, hard))
        except (OSError, ValueError):  # macOS refuses RLIMIT_AS; the other limits and the time limit still hold
            continue


def operation(name: str) -> Callable[..., dict[str, Any]]:
    """One of our own by its name, or one of an app as `module:function`; only the server names any."""
    from config.files import decode

    module, _, function = name.partition(":")
    return getattr(import_module(module), function) if function else decode.OPERATIONS[module]


def answer(request: dict[str, Any], tell: Callable[[float], None]) -> dict[str, Any]:
    """The answer to one request; every failure of a decoder is an answer too. An operation that is asked to say how far
    it is does so by `tell`, given to it as `progress`.
    """
    told = {"progress": tell} if request.get("tells") else {}
    try:
        limit(**request["limits"])
        return {"ok": operation(request["do"])(**request["with"], **told)}
    except Refused as refused:
        return {"refused": refused.reason, "detail": str(refused)}
    except MemoryError:
        return {"refused": "too_large", "detail": "needs more memory than allowed"}
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return {"refused": "disk_full", "detail": ""}
        if error.errno == errno.EFBIG:
            return {"refused": "too_large", "detail": "the result is too large"}
        return {"refused": "broken", "detail": str(error)[:200]}
    except Exception as error:  # decoders raise nearly anything on malformed input: SyntaxError, struct.error, ...
        words = str(error)
        if "No space left" in words:
            return {"refused": "disk_full", "detail": ""}
        if "out of memory" in words.lower() or "unable to allocate" in words.lower():
            return {"refused": "too_large", "detail": "needs more memory than allowed"}
        return {"refused": "broken", "detail": f"{type(error).__name__}: {words}"[:200]}


def end_with_parent(parent: int) -> None:
    """Ends this process when the server was killed in the middle of a picture. Linux could tell by a signal, but that
    signal comes when the thread ends that started this process, and an upload's thread ends soon.
    """
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def main(parent: int) -> None:
    """Answers the process `parent` until it closes the pipe, or until nothing came for a while."""
    threading.Thread(target=end_with_parent, args=(parent,), daemon=True).start()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # What a library prints must not be read as an answer.
    os.dup2(2, 1)
    from config.files import decode  # noqa: F401  imported before the first request, so that it finds a warm process

    pending = b""
    while True:
        if b"\n" not in pending:
            ready, _, _ = select.select([requests], [], [], IDLE_SECONDS)
            received = requests.read(65_536) if ready else b""
            if not received:
                return
            pending += received
            continue
        line, pending = pending.split(b"\n", 1)

        def say(what: dict[str, Any]) -> None:
            answers.write(json.dumps(what).encode() + b"\n")

        say(answer(json.loads(line), _telling(say)))


def _telling(say: Callable[[dict[str, Any]], None]) -> Callable[[float], None]:
    """What says how far an operation is, from 0 to 1, four times a second at most."""
    last = 0.0

    def tell(fraction: float) -> None:
        nonlocal last
        if (now := time.monotonic()) - last >= TELL_SECONDS:
            last = now
            say({"progress": round(fraction, 4)})

    return tell

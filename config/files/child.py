"""The child process that opens untrusted pictures and sounds: one JSON request a line in, one JSON answer a line out.

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
from typing import Any

from config.files.refusal import Refused

IDLE_SECONDS = 300
HARD_CPU_SECONDS = 3600


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


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to one request; every failure of a decoder is an answer too."""
    from config.files import decode

    try:
        limit(**request["limits"])
        return {"ok": decode.OPERATIONS[request["do"]](**request["with"])}
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
        answers.write(json.dumps(answer(json.loads(line))).encode() + b"\n")

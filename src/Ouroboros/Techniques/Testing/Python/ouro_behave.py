"""Has tests run in a process of its own, watched, and passes on what the watch made of them; it may take as long as it is given, and no longer."""
import json
import os
import select
import shutil
import signal
import struct
import tempfile
import time

import ouro_supervise
import ouro_wire

# While functions are called, the name may stand for something else.
LEAVE = os._exit


def run(job, work):
    """Starts the session in a process of its own and passes on what it tells, or says that it took too long."""
    out = ouro_wire.move_high(os.dup(1))
    job["scratch"] = tempfile.mkdtemp(prefix="ouro-", dir=job.get("temporary"))
    deadline = time.monotonic() + job["walls"][0]
    try:
        told = _told(job, work, out, deadline)
        if told.get("callers"):
            job["instead"] = told["callers"]
            told = _told(job, work, out, deadline)
    finally:
        shutil.rmtree(job["scratch"], ignore_errors=True)
    ouro_wire.write_all(out, json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n")


def _told(job, work, out, deadline):
    """What one session tells."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _session(job, work, out, reading, writing)
    os.close(writing)
    try:
        data = _heard(reading, deadline)
        return json.loads(data) if data else {"unknown": "it took too long" if data is None else "the tests ended the process"}
    finally:
        os.close(reading)
        for end in (lambda: os.killpg(pid, signal.SIGKILL), lambda: os.kill(pid, signal.SIGKILL)):
            try:
                end()
            except OSError:
                pass
        os.waitpid(pid, 0)


def _heard(reading, deadline):
    """A frame; None when the time is up, nothing when the session died."""
    data = b""
    while True:
        wait = deadline - time.monotonic()
        if wait <= 0:
            return None
        if select.select([reading], [], [], wait)[0]:
            part = os.read(reading, 1 << 20)
            if not part:
                return b""
            data += part
            if len(data) >= 4 and len(data) - 4 >= struct.unpack_from("<I", data, 0)[0]:
                return data[4:]


def _session(job, work, out, reading, writing):
    try:
        os.close(out)
        os.close(reading)
        writing = ouro_wire.move_high(writing)
        scratch = tempfile.mkdtemp(dir=job["scratch"])
        ouro_supervise.enter(job, scratch)
        ouro_wire.write_frame(writing, json.dumps(work(job), separators=(",", ":")).encode("ascii"))
    except BaseException:
        import traceback
        traceback.print_exc()
    finally:
        LEAVE(0)

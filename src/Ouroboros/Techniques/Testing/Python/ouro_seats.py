"""Has works done in forks of this process, as many at once as there are seats."""
import gc
import json
import os
import resource
import select
import signal
import sys
import time

import ouro_wire

# Fuel ends what the program itself repeats; processor time what it asks of others.
MOST_SECONDS = 4
# Who is found waiting so many times in a row, half a second apart, waits for ever. Who merely finds no processor is left in peace.
MOST_WAITING = 8
# While the work is done, the name may stand for something else.
LEAVE = os._exit


def each(seats, works, until=None):
    """What each work comes to in a fork of its own, as many at once as there are seats; None for one that died, or was not done by then."""
    results = [None] * len(works)
    waiting, running = list(enumerate(works)), {}
    while waiting or running:
        if until is not None and time.monotonic() > until:
            for fd, (_, pid, _) in running.items():
                bury(fd, pid)
            break
        while waiting and len(running) < max(1, seats or 1):
            index, work = waiting.pop(0)
            fd, pid = forked(work)
            running[fd] = (index, pid, 0)
        ready = select.select(list(running), [], [], 0.5)[0]
        for fd in ready:
            index, pid, _ = running.pop(fd)
            frame = ouro_wire.read_frame(fd)
            bury(fd, pid)
            results[index] = json.loads(frame) if frame else None
        if not ready:
            for fd, (index, pid, waited) in list(running.items()):
                waited = waited + 1 if is_waiting(pid) else 0
                running[fd] = (index, pid, waited)
                if waited == MOST_WAITING:
                    bury(fd, pid)
                    del running[fd]
    return results


def bury(fd, pid):
    os.close(fd)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def is_waiting(pid):
    try:
        with open("/proc/%d/stat" % pid) as file:
            return file.read().rpartition(")")[2].split()[0] in "SD"
    except OSError:
        return False


def forked(work):
    """A descriptor to read one frame from, and the process."""
    reading, writing = os.pipe()
    pid = os.fork()
    if pid:
        os.close(writing)
        return reading, pid
    try:
        os.close(reading)
        writing = ouro_wire.move_high(writing)
        gc.disable()
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        sys.setrecursionlimit(min(sys.getrecursionlimit(), 1000))
        ouro_wire.write_frame(writing, json.dumps(work(), separators=(",", ":")).encode("ascii"))
    except BaseException:
        pass
    finally:
        LEAVE(0)

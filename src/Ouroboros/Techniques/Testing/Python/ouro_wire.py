"""How results leave a test process: JSON lines over a pipe that only the process itself writes to."""
import fcntl
import json
import os
import struct

# High enough that programs which close "all" descriptors up to 256 leave it alone.
HIGH_FD = 600


def read_exactly(fd, size):
    """All the bytes asked for, or None when the other side is gone."""
    parts = []
    while size > 0:
        part = os.read(fd, min(size, 1 << 20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def read_frame(fd):
    head = read_exactly(fd, 4)
    if head is None:
        return None
    return read_exactly(fd, struct.unpack("<I", head)[0])


def read_lone_frame(fd):
    """The same where the other side says nothing more before it is answered: one system call as a rule."""
    data = os.read(fd, 1 << 16)
    if len(data) < 4:
        return None
    missing = 4 + struct.unpack_from("<I", data)[0] - len(data)
    if missing > 0:
        rest = read_exactly(fd, missing)
        return None if rest is None else data[4:] + rest
    return data[4:]


def write_all(fd, data):
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view):]


def write_frame(fd, payload):
    write_all(fd, struct.pack("<I", len(payload)) + payload)


def parts(data):
    """Pieces with their lengths before them."""
    found, at = [], 0
    while at < len(data):
        size, = struct.unpack_from("<I", data, at)
        found.append(data[at + 4:at + 4 + size])
        at += 4 + size
    return found


def move_high(fd):
    """The same pipe out of the way of programs that close descriptors; never inherited over exec."""
    try:
        high = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, HIGH_FD)
    except OSError:
        return fd
    os.close(fd)
    return high


class Channel:
    """Writes events of one process. A fork that goes on running tests by accident is ended here."""

    def __init__(self, fd):
        self.fd = fd
        self.owner = os.getpid()

    def emit(self, **event):
        if os.getpid() != self.owner:
            # A test forked and its child ran on into the test framework; a second voice would falsify the results.
            os._exit(1)
        line = json.dumps(event, separators=(",", ":"), ensure_ascii=True, default=str)
        try:
            write_all(self.fd, line.encode("ascii") + b"\n")
        except OSError:
            os._exit(71)

"""Runs one command in a session of its own, without a network where that is allowed, and measures it."""
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time

STOP = threading.Event()
# A network of one's own begins with its loopback down, which test hosts talk over.
WITH_LOOPBACK = """
import fcntl, os, socket, struct, sys
SIOCSIFFLAGS, IFF_UP = 0x8914, 1
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))
try:
    os.execvp(sys.argv[1], sys.argv[1:])
except OSError as error:
    print(f"{sys.argv[1]}: {error.strerror}", file=sys.stderr)
    sys.exit(127)
"""
TAIL = 1 << 16
_offline = None


class Stopped(Exception):
    """Somebody pressed Ctrl-C."""


class Outcome:
    def __init__(self, code, seconds, peak_mb, out, err, timed_out):
        self.code, self.seconds, self.peak_mb = code, seconds, peak_mb
        self.out, self.err, self.timed_out = out, err, timed_out


def offline():
    """What stands before a command to cut it off: nothing where the machine does not let us."""
    global _offline
    if _offline is None:
        able = os.geteuid() == 0 and subprocess.call(["unshare", "-n", "true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
        _offline = ["unshare", "-n", sys.executable, "-I", "-S", "-c", WITH_LOOPBACK] if able else []
    return _offline


def run(command, folder, seconds, home=None, patience=10, whole_output=False):
    """Interrupts the command after so many seconds and ends its whole session when it does not go by itself.

    The peak is that of the process itself, not of its children; the high-water mark only grows, so that the last look tells it.
    """
    environment = dict(os.environ, NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1", GIT_CEILING_DIRECTORIES=os.path.dirname(str(folder)))
    for name in ("PYTHONPATH", "PYTHONHASHSEED"):
        environment.pop(name, None)
    if home:
        # Without a network, packages come from where they already are.
        environment.setdefault("NUGET_PACKAGES", os.path.expanduser("~/.nuget/packages"))
        environment["HOME"] = str(home)
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begun = time.monotonic()
        process = subprocess.Popen(
            offline() + list(command), cwd=str(folder), stdin=subprocess.DEVNULL, stdout=out, stderr=err, env=environment, start_new_session=True)
        peak, timed_out, pause = 0, False, 0.002
        try:
            while process.poll() is None:
                peak = max(peak, _high_water(process.pid))
                if STOP.is_set():
                    raise Stopped()
                if not timed_out and time.monotonic() - begun > seconds:
                    timed_out = True
                    process.send_signal(signal.SIGINT)
                if timed_out and time.monotonic() - begun > seconds + patience:
                    break
                time.sleep(pause)
                pause = min(0.03, pause * 1.5)
        finally:
            elapsed = time.monotonic() - begun
            _end(process)
        return Outcome(process.returncode, elapsed, peak / 1024.0, _text(out, whole_output), _text(err, False), timed_out)


def _end(process):
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    process.wait()


def _high_water(pid):
    try:
        with open("/proc/%d/status" % pid, "rb") as status:
            for line in status:
                if line.startswith(b"VmHWM:"):
                    return int(line.split()[1])
    except (OSError, ValueError):
        pass
    return 0


def _text(file, whole):
    size = file.seek(0, os.SEEK_END)
    # A flood of output is the command's business, but not our memory's.
    file.seek(0 if whole else max(0, size - TAIL))
    return file.read(TAIL * 1024).decode("utf-8", "replace")

"""Runs a test session in a process of its own, ends what hangs, and goes on with the rest after a crash."""
import json
import os
import resource
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time

import ouro_wire

# Asks a session for its stack before it is killed.
ASK = signal.SIGRTMIN + 5 if hasattr(signal, "SIGRTMIN") else signal.SIGUSR2
GRACE = 1.0
MOST_TIMEOUTS = 20
MOST_RESTARTS = 400


def say(out, **event):
    ouro_wire.write_all(out, json.dumps(event, separators=(",", ":")).encode("ascii") + b"\n")


def enter(job, scratch):
    """What every test process does first: own session, limits, no terminal, private temporary directory."""
    os.setsid()
    for kind, value in ((resource.RLIMIT_AS, job.get("memory")), (resource.RLIMIT_FSIZE, job.get("file_bytes")),
                        (resource.RLIMIT_CORE, 0)):
        if value is not None:
            try:
                resource.setrlimit(kind, (value, value))
            except (ValueError, OSError):
                pass
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    if null > 2:
        os.close(null)
    sys.stdin = open(0, "r", closefd=False)
    os.environ["TMPDIR"] = scratch
    tempfile.tempdir = None


def run(job, session):
    out = ouro_wire.move_high(os.dup(1))
    job["scratch"] = tempfile.mkdtemp(prefix="ouro-", dir=job.get("temporary"))
    try:
        Watch(job, session, out).run()
    finally:
        shutil.rmtree(job["scratch"], ignore_errors=True)


def run_command(job):
    """Any other test command: its exit code is the verdict of one test named after it."""
    name = job["name"]
    started = time.monotonic()
    proc = subprocess.Popen(job["command"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            start_new_session=True, cwd=job["root"])
    outcome = "failed"
    try:
        text, _ = proc.communicate(timeout=job["test_seconds"])
        outcome = "passed" if proc.returncode == 0 else "failed"
    except subprocess.TimeoutExpired:
        os.killpg(proc.pid, signal.SIGKILL)
        text, _ = proc.communicate()
        outcome = "timedout"
    event = {"e": "result", "n": name, "o": outcome, "t": time.monotonic() - started, "f": 0}
    if outcome != "passed":
        kind = "TimedOut" if outcome == "timedout" else "ExitCode"
        event["x"] = {"exception": kind, "message": "exit code %s" % proc.returncode, "frames": [],
                      "output": text.decode("utf-8", "replace")[-8000:]}
    say(1, e="collected", names=[name])
    say(1, **event)


class Watch:
    def __init__(self, job, session, out):
        self.job = job
        self.session = session
        self.out = out
        self.known = None      # Every name, once a session collected them.
        self.done = set()
        self.dropped = []      # Files whose collection ended a session.
        self.timeouts = 0
        self.plain = False     # Without our optional arguments.
        self.retrying = False

    def run(self):
        for _ in range(MOST_RESTARTS):
            rest = self._rest()
            if rest is not None and not rest:
                return
            before = (len(self.done), len(self.dropped), self.plain)
            if self._attempt(rest):
                return
            if before == (len(self.done), len(self.dropped), self.plain):
                return
            if self.timeouts >= MOST_TIMEOUTS:
                left = len(self._rest() or [])
                say(self.out, e="problem", text="%d tests ran into the time limit; %d more were not run." % (self.timeouts, left))
                return
        say(self.out, e="problem", text="The test process died %d times; the rest was not run." % MOST_RESTARTS)

    def _rest(self):
        if self.known is not None:
            return [name for name in self.known if name not in self.done]
        wanted = self.job.get("selection")
        if wanted is None:
            return None
        return [name for name in wanted if name not in self.done and name.split("::")[0] not in self.dropped]

    def _attempt(self, rest):
        """One session. True when nothing is left to do."""
        before = len(self.done)
        scratch = tempfile.mkdtemp(dir=self.job["scratch"])
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._child(rest, scratch, reading, writing)
        os.close(writing)
        self.pid, self.status, self.now, self.finished, self.problem, self.reason = pid, None, None, False, False, None
        try:
            killed = self._listen(reading)
        finally:
            os.close(reading)
        status = self._reap(pid)
        shutil.rmtree(scratch, ignore_errors=True)
        return self._conclude(killed, status, before)

    def _child(self, rest, scratch, reading, writing):
        code = 70
        try:
            os.close(reading)
            os.close(self.out)
            enter(self.job, scratch)
            channel = ouro_wire.Channel(ouro_wire.move_high(writing))
            signal.signal(ASK, lambda number, frame: self._tell_stack(channel, frame))
            if hasattr(signal, "pthread_sigmask"):
                signal.pthread_sigmask(signal.SIG_UNBLOCK, [ASK])
            self.session(self.job, rest, self.dropped, self.plain, channel)
            code = 0
        except BaseException as error:
            import traceback
            traceback.print_exc()
            try:
                channel.emit(e="problem", text="The test session failed: %s: %s" % (type(error).__name__, error))
            except BaseException:
                pass
        finally:
            os._exit(code)

    def _tell_stack(self, channel, frame):
        import ouro_failures
        import ouro_paths
        frames = ouro_failures.stack(frame, ouro_paths.Project(self.job["root"]))
        channel.emit(e="stack", frames=frames)
        os._exit(72)

    def _listen(self, reading):
        """Reads events until the session is over. True when its time was up."""
        pending = b""
        deadline = time.monotonic() + self.job["collect_seconds"]
        asked = False
        while True:
            wait = deadline - time.monotonic()
            if wait <= 0 or not select.select([reading], [], [], min(wait, 0.5))[0]:
                if wait > 0:
                    gone, status = os.waitpid(self.pid, os.WNOHANG)
                    if gone:
                        # Though it is gone, a process it left behind still holds the pipe.
                        self.status = status
                        return asked
                    continue
                if asked:
                    return True
                asked = True
                deadline = time.monotonic() + GRACE
                try:
                    os.kill(self.pid, ASK)
                except OSError:
                    return True
                continue
            part = os.read(reading, 1 << 16)
            if not part:
                return asked
            pending += part
            lines = pending.split(b"\n")
            pending = lines.pop()
            for line in lines:
                limit = self._hear(json.loads(line), line)
                if limit is not None and not asked:
                    deadline = time.monotonic() + limit
            if self.finished:
                return False

    def _hear(self, event, line):
        """Takes one event in; the seconds until the next one is due, where that changes."""
        kind = event["e"]
        if kind == "start":
            self.now = {"n": event["n"], "at": time.monotonic(), "collecting": False}
            return self._patience()
        if kind == "collecting":
            self.now = {"n": event["n"], "at": time.monotonic(), "collecting": True}
            return self.job["collect_seconds"]
        if kind == "stack":
            if self.now is not None:
                self.now["frames"] = event["frames"]
            return None
        if kind == "end":
            self.finished = True
            return None
        if kind == "retry":
            self.plain = self.retrying = True
            return None
        if kind == "interrupted":
            self.reason = event["text"]
            return None
        if kind == "collected":
            self.now = None
            if self.known is not None:
                return self.job["collect_seconds"]
            self.known = event["names"]
            if self.job.get("collect_only"):
                self.done.update(self.known)
        elif kind == "result":
            self.done.add(event["n"])
            if self.now is not None and self.now["n"] == event["n"]:
                if self.now["collecting"] and event.get("x", {}).get("exception") == "OutOfFuel":
                    self.dropped.append(event["n"])
                self.now = None
        elif kind == "problem":
            self.problem = True
        ouro_wire.write_all(self.out, line + b"\n")
        return self.job["collect_seconds"] if kind == "collected" else self.job["test_seconds"] + GRACE

    def _patience(self):
        """Where one test hung, the next that does is believed sooner; who was wronged runs again alone."""
        own = (self.job.get("seconds_for") or {}).get(self.now["n"])
        if own is not None:
            return own
        return self.job["test_seconds"] if not self.timeouts else self.job.get("next_seconds") or self.job["test_seconds"]

    def _reap(self, pid):
        """Ends the whole group; a session that still tidies up after its last result has had its say."""
        for _ in range(2):
            try:
                os.killpg(pid, signal.SIGKILL)
            except OSError:
                pass
            if self.status is None:
                self.status = os.waitpid(pid, 0)[1]
        return self.status

    def _conclude(self, killed, status, before):
        if self.finished or self.problem:
            return True
        if self.now is not None:
            self._blame(killed, status)
            return False
        if self.retrying:
            self.retrying = False
            return False
        if len(self.done) > before and self._rest():
            return False
        if self.known is None or self._rest():
            say(self.out, e="problem", text=self._death(killed, status))
        return True

    def _blame(self, killed, status):
        """The test or file that was under way when the session ended gets the verdict."""
        now = self.now
        if killed:
            limit = self.job["collect_seconds"] if now["collecting"] else self._patience()
            self.timeouts += 1
            outcome, kind, message = "timedout", "TimedOut", "still running after %g s" % limit
        else:
            outcome, kind, message = "crashed", "Crashed", self.reason or self._death(killed, status)
        say(self.out, e="result", n=now["n"], o=outcome, t=time.monotonic() - now["at"], f=0,
            x={"exception": kind, "message": message, "frames": now.get("frames", []), "output": ""})
        self.done.add(now["n"])
        if now["collecting"]:
            self.dropped.append(now["n"])

    @staticmethod
    def _death(killed, status):
        if killed:
            return "The test process did nothing for too long before it reached its first test, and was ended."
        if status and os.WIFSIGNALED(status):
            number = os.WTERMSIG(status)
            try:
                name = signal.Signals(number).name
            except ValueError:
                name = "signal %d" % number
            return "the test process was ended by %s" % name
        return "the test process ended itself with exit code %d" % (os.WEXITSTATUS(status) if status else 0)

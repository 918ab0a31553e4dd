"""Forks a process for each candidate, waits for its report, and buries it with all that it left behind.

A fork shares all memory with its parent until one of them writes to it, and most of what a candidate costs is that writing. So little is done
here, and by few objects: system calls that report trouble by a number, not by an exception, and no hooks that ready a program for a life
with two processes, since a candidate is to be the process that it would have been without us.
"""
import ctypes
import json
import mmap
import os
import resource
import select
import signal
import struct
import threading
import time

import ouro_rounds
import ouro_verdict
import ouro_wire

PR_SET_CHILD_SUBREAPER = 36
READY = b"R"
REQUEST = struct.Struct("<Bd")
PLACE = struct.Struct("<q")
TICKS = os.sysconf("SC_CLK_TCK")
# How often to look whether a candidate works on and on without burning fuel, such as at a row that grows and is searched at every turn.
LOOK = 0.1

# It holds the interpreter's lock over the call: there is one thread, and the child goes on as if nothing had happened.
_libc = ctypes.PyDLL(None, use_errno=True)
_libc.waitpid.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def fork():
    """Without what `os.fork` does around it: locks anew, seeds anew, and the hooks of every module."""
    pid = _libc.fork()
    if pid < 0:
        raise OSError(ctypes.get_errno(), "fork")
    return pid


class Forks:
    def __init__(self, job, tier, asking, answering):
        self.memory = job.get("memory")
        self.work = job["works"][tier]
        self.test_work = job["test_work"]
        self.asking = asking
        self.answering = answering
        self.outputs = None
        self.reporter = None
        self.place = mmap.mmap(-1, PLACE.size)
        self.put(ouro_verdict.NOTHING)
        self.thread = threading.main_thread()

    def put(self, place):
        """What the candidate is at, where its parent can see it."""
        self.place[:] = PLACE.pack(place)

    def say(self, data):
        ouro_wire.write_frame(self.answering, data)

    def close(self):
        os.close(self.asking)
        os.close(self.answering)

    def hatch(self, config, reporter, may_go_on, news):
        """Serves; returns in candidates' processes only, with what the server said they are, and the places of those to try one by one."""
        self.reporter = reporter
        self.outputs = Outputs(config)
        _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        if self.memory:
            try:
                resource.setrlimit(resource.RLIMIT_AS, (self.memory,) * 2)
            except (ValueError, OSError):
                pass
        # The test it stands in, if any.
        stood = self.place[:]
        self.say(READY + bytes([may_go_on]) + news)
        while True:
            request = ouro_wire.read_lone_frame(self.asking)
            if request is None:
                os._exit(0)
            if request[:1] == b"I":
                reporter.ignored = set(json.loads(request[1:]))
                self.say(READY)
                continue
            flags, wall = REQUEST.unpack_from(request, 1)
            rest = request[1 + REQUEST.size:]
            if request[:1] == b"M":
                fit = rest[1:1 + rest[0]]
                course = ouro_rounds.Course(fit if may_go_on else bytes(len(fit)), PLACE.unpack(stood)[0])
                while course.goes_on:
                    born = self._fork(PLACE.pack(ouro_verdict.NOTHING), flags)
                    if born is None:
                        return rest[1 + len(fit):], course.waiting
                    course.hear(*self._see_rounds(*born, wall))
                self.say(course.report())
            else:
                born = self._fork(stood, flags)
                if born is None:
                    return rest, None
                self._see_out(*born, flags, wall)

    def _fork(self, place, flags):
        """The candidate's process and where it reports; nothing in that process itself."""
        self.outputs.rewind()
        self.place[:] = place
        reading, writing = os.pipe()
        child = fork()
        if child == 0:
            self._begin(reading, writing, flags)
            return None
        os.close(writing)
        return child, reading

    def _begin(self, reading, writing, flags):
        os.setsid()
        self.close()
        os.close(reading)
        self.thread._native_id = os.getpid()
        self.reporter.begin(flags, writing)

    def _see_out(self, child, reading, flags, wall):
        try:
            data, end = self._await(child, reading, wall, None if flags & ouro_verdict.CALIBRATE else 3 if flags & ouro_verdict.PATIENT else 1)
        finally:
            os.close(reading)
        self._end(child)
        if data is not None and not flags:
            # What is left to do is only burying the dead; the server may go on meanwhile.
            self.say(data)
            self._bury(child)
            return
        self._bury(child)
        if data is None:
            data = ouro_verdict.epitaph(self.reporter.tests, end, PLACE.unpack(self.place[:])[0])
        elif flags & ouro_verdict.CALIBRATE:
            self.reporter.learn_limits(data)
        self.say(data)

    @staticmethod
    def _end(child):
        for whom in (-child, child):
            # Its whole session; itself, should it have none yet.
            _libc.kill(whom, signal.SIGKILL)

    def _see_rounds(self, child, reading, wall):
        """What it reports, or None; which candidate it was at; and whether that one worked on and on."""
        try:
            return self._await_rounds(child, reading, wall)
        finally:
            os.close(reading)
            self._end(child)
            self._bury(child)

    def _await_rounds(self, child, reading, wall):
        at, since, before = -1, time.monotonic(), 0
        while True:
            if select.select([reading], [], [], min(wall, LOOK))[0]:
                return ouro_wire.read_lone_frame(reading), PLACE.unpack(self.place[:])[0], False
            now = PLACE.unpack(self.place[:])[0]
            if now != at:
                at, since, before = now, time.monotonic(), worked(child)
            elif at >= 0 and worked(child) - before > self.test_work:
                return None, at, True
            elif os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None or time.monotonic() - since > wall:
                return None, at, False

    def _await(self, child, reading, wall, patience):
        """What the candidate reports, or None; and how it ended where it reported nothing."""
        deadline = time.monotonic() + wall
        at, before = None, 0
        while True:
            wait = deadline - time.monotonic()
            if wait <= 0:
                return None, ouro_verdict.TIMED_OUT
            if select.select([reading], [], [], min(wait, LOOK))[0]:
                return ouro_wire.read_lone_frame(reading), ouro_verdict.CRASHED
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return None, ouro_verdict.CRASHED
            if patience is None:
                continue
            now, work = self.place[:], worked(child)
            if now != at:
                at, before = now, work
            if work > patience * self.work or work - before > patience * self.test_work:
                # It had the processor all the while, so that no patience would help.
                return None, ouro_verdict.OUT_OF_FUEL

    @staticmethod
    def _bury(child):
        """Waits for it, and ends what it left behind outside its session."""
        _libc.waitpid(child, None, 0)
        while True:
            gone = _libc.waitpid(-1, None, os.WNOHANG)
            if gone < 0:
                return
            if gone == 0:
                kill_children()
                _libc.waitpid(-1, None, 0)


class Outputs:
    """The files behind captured output are shared by all candidates: each starts at their beginning."""

    def __init__(self, config):
        self._files = []
        manager = config.pluginmanager.getplugin("capturemanager") if config is not None else None
        if manager is None or not manager.is_globally_capturing():
            return
        # What was written so far belongs to no candidate.
        manager.read_global_capture()
        for name in ("out", "err"):
            file = getattr(getattr(manager._global_capturing, name, None), "tmpfile", None)
            try:
                self._files.append(file.fileno())
            except (AttributeError, OSError, ValueError):
                # Kept in memory, which is each candidate's own.
                continue

    def rewind(self):
        for fd in self._files:
            os.lseek(fd, 0, os.SEEK_SET)
            os.ftruncate(fd, 0)


def worked(pid):
    """Seconds of processor time that a process took; 0 where nobody says."""
    try:
        with open("/proc/%d/stat" % pid) as file:
            return sum(map(int, file.read().rpartition(")")[2].split()[11:13])) / TICKS
    except (OSError, ValueError):
        return 0


def kill_children():
    try:
        with open("/proc/self/task/%d/children" % os.getpid()) as file:
            pids = [int(pid) for pid in file.read().split()]
    except OSError:
        pids = []
        for entry in os.listdir("/proc"):
            if entry.isdigit():
                try:
                    with open("/proc/%s/stat" % entry) as file:
                        if int(file.read().rpartition(")")[2].split()[1]) == os.getpid():
                            pids.append(int(entry))
                except (OSError, ValueError):
                    pass
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            pass

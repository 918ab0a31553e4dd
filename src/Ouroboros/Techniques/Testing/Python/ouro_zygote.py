"""A process that stands still at the moment the edited files would be loaded, and forks there for each candidate."""
import ctypes
import gc
import json
import linecache
import mmap
import os
import random
import resource
import select
import signal
import struct
import sys
import tempfile
import time
import traceback

import ouro_fuel
import ouro_pytest
import ouro_session
import ouro_swap
import ouro_unittest
import ouro_verdict
import ouro_wire

PR_SET_CHILD_SUBREAPER = 36
COLLECTING, NOTHING = -2, -1
# The answer to a candidate that only loading the program anew can try.
UNFIT = b"S"


def prepare():
    global libc
    libc = ctypes.CDLL(None, use_errno=True)


class Zygote:
    """The server's view of one."""

    def __init__(self, server, tier, key, early):
        self.server = server
        self.job = server.job
        self.trouble = ""
        asking, self._ask = os.pipe()
        self._hear, answering = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                for fd in server.private + (self._ask, self._hear, server.soil.fd):
                    if fd >= 0:
                        os.close(fd)
                for other in server.zygotes.values():
                    other.forget()
                Stand(server, tier, key, early, ouro_wire.move_high(asking), ouro_wire.move_high(answering)).run()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(70)
        os.close(asking)
        os.close(answering)
        self.ready = self._told(b"R", self.job["walls"][tier] + 120)

    def _told(self, word, seconds):
        if not select.select([self._hear], [], [], seconds)[0]:
            self.trouble = "it took too long to start"
            return False
        said = ouro_wire.read_frame(self._hear)
        if said is not None and said != word:
            self.trouble = said[1:].decode("utf-8", "replace")
        return said == word

    def calibrate(self):
        """Tries the unedited program. The guarding tests that are red for it, or None when it cannot be tried at all."""
        # Where a test waits for ever, all others are over long before.
        patience = 2 if self.job.get("last") else 4
        wall = patience * sum(self.job["walls"]) + (0 if self.job.get("last") else 30)
        result = self.try_out(ouro_verdict.ALL_RESULTS | ouro_verdict.CALIBRATE, wall)
        return None if result is None else result.wrong

    def ignore(self, names):
        ouro_wire.write_frame(self._ask, b"I" + json.dumps(names).encode("utf-8"))

    def try_out(self, flags, wall, paths=()):
        """The report; None when the zygote died; UNFIT when it cannot try this one."""
        try:
            ouro_wire.write_frame(self._ask, b"T" + struct.pack("<Bd", flags, wall) + json.dumps(sorted(paths)).encode("utf-8"))
            said = ouro_wire.read_frame(self._hear)
        except OSError:
            said = None
        return said if said is None or said == UNFIT else ouro_verdict.Told(said)

    def forget(self):
        os.close(self._ask)
        os.close(self._hear)

    def close(self):
        self.forget()
        for end in (lambda: os.killpg(self.pid, signal.SIGKILL), lambda: os.kill(self.pid, signal.SIGKILL)):
            try:
                end()
            except OSError:
                pass
        os.waitpid(self.pid, 0)


class Stand:
    """Inside the zygote."""

    def __init__(self, server, tier, key, early, asking, answering):
        self.job = server.job
        self.project = server.project
        self.tier = tier
        self.key = key
        self.early = early
        self.asking = asking
        self.answering = answering
        self.is_candidate = False
        # Ready late: the program is loaded and its edited functions are swapped. Otherwise it stands where the edited files would be loaded.
        self.is_loaded = isinstance(key, str)
        self.open_files = None
        self.witness = ouro_swap.Witness(self.job["root"]) if self.is_loaded else None
        self.loaded = {}
        self.swapper = None
        self.codes = {}
        self.rewritten = {}
        self.config = None
        self.place = mmap.mmap(-1, 8)
        self.place[:8] = struct.pack("<q", NOTHING)
        self.reporter = ouro_verdict.TrialReporter(self, server, tier)

    def run(self):
        os.setsid()
        libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        os.environ["TMPDIR"] = self.job["scratch"]
        tempfile.tempdir = None
        ouro_fuel.install(self.project, self)
        if self.early:
            self.stop()
        ouro_session.framework(self.job)(self.job, self.reporter, False)
        if not self.is_candidate:
            self._say(b"N" + b"the session ended before the tests began")
            os._exit(0)
        self.reporter.session_over()

    # What the loading of modules asks

    def code_for(self, path, source):
        """Called for every project file about to be loaded; may stop here to become the zygote."""
        inside = self.project.relative(path)
        if self.is_loaded:
            text = source()
            code = ouro_fuel.compiled(text, path)
            self.loaded.setdefault(inside, []).append((text, code))
            return code
        if inside in self.key:
            self.stop()
            return self._edited(source(), path)
        known = self.codes.get(path)
        return known if known is not None else ouro_fuel.compiled(source(), path)

    def _edited(self, text, path):
        try:
            return ouro_fuel.compiled(text, path)
        except SyntaxError:
            # pytest would look at this from all sides, which takes longer than most candidates.
            if self.is_candidate:
                self.reporter.problem("it does not parse")
            raise

    def rewrite(self, fn, original, config):
        path = str(fn)
        inside = self.project.relative(path)
        if self.is_loaded:
            return original(fn, config)
        if inside in self.key:
            self.stop()
        elif path in self.rewritten:
            return self.rewritten[path]
        return original(fn, config)

    # Standing still

    def before_tests(self):
        if self.key in (ouro_swap.IN_TEST, ouro_swap.IN_FIXTURE):
            self.open_files = os.listdir("/proc/self/fd")
        else:
            self.stop()

    def at(self, key):
        """The first test got so far: to its call, or to a fixture of the project's own."""
        if self.is_candidate or self.open_files is None:
            return
        if self.key != key:
            if key == ouro_swap.IN_TEST:
                self.missed()
            return
        if os.listdir("/proc/self/fd") != self.open_files:
            # Candidates would share what its fixtures opened.
            self._say(b"Nthe first test opens files before that")
            os._exit(0)
        self.stop()

    def missed(self):
        """A test went on without passing the place to stand at."""
        if self.open_files is not None and not self.is_candidate:
            self._say(b"Nthe first test does not come by there")
            os._exit(0)

    def stop(self):
        """Returns only in a candidate's process."""
        if self.is_candidate:
            return
        if len(os.listdir("/proc/self/task")) > 1:
            self._say(b"Nthreads run before the edited files are loaded")
            os._exit(0)
        if os.listdir(self.job["scratch"]):
            self._say(b"Nthe session leaves files in the temporary directory before the edited files are loaded")
            os._exit(0)
        if self.is_loaded:
            ran = self.witness.dismiss()
            if ran is None:
                self._say(b"Nthe program watches its own calls")
                os._exit(0)
            gc.collect()
            # Kept for good: a candidate that let go of it would touch every function there is.
            self.swapper = ouro_swap.Swapper(self.project, self.loaded, ran)
        else:
            self._compile_ahead()
        self.stood = self.place[:8]
        linecache.clearcache()
        gc.collect()
        gc.freeze()
        # A candidate lives for milliseconds; looking for garbage would only touch pages it shares.
        gc.set_threshold(50000, 20, 100)
        self._say(b"R")
        while True:
            request = ouro_wire.read_frame(self.asking)
            if request is None:
                os._exit(0)
            if request[:1] == b"I":
                self.reporter.ignored = set(json.loads(request[1:]))
                continue
            flags, wall = struct.unpack_from("<Bd", request, 1)
            changes = self.swapper.plan(json.loads(request[10:])) if self.swapper else ()
            if changes is None:
                self._say(UNFIT)
            elif self._fork(flags, wall):
                for function, code in changes:
                    function.__code__ = code
                return

    def _compile_ahead(self):
        for inside in self.job.get("compile") or []:
            path = os.path.join(self.job["root"], inside)
            if inside in self.key or not path.endswith(".py"):
                continue
            try:
                if self.config is not None and self._is_rewritten(inside):
                    import pathlib
                    from _pytest.assertion import rewrite
                    self.rewritten[path] = rewrite._rewrite_test.__wrapped__(pathlib.Path(path), self.config)
                else:
                    with open(path, "rb") as file:
                        self.codes[path] = ouro_fuel.compiled(file.read(), path)
            except Exception:
                continue

    def _is_rewritten(self, inside):
        return inside in self.reporter.files or os.path.basename(inside) == "conftest.py"

    def _fork(self, flags, wall):
        self._forget_output()
        reading, writing = os.pipe()
        self.place[:8] = self.stood
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._become_candidate(flags, writing)
            return True
        os.close(writing)
        try:
            data, timed_out = self._await(child, reading, wall)
        finally:
            os.close(reading)
        if data is not None and not flags:
            # What is left to do is only burying the dead; the server may go on meanwhile.
            self._kill(child)
            self._tidy()
            self._say(data)
            self._bury(child)
            return False
        self._kill(child)
        status = self._bury(child)
        if data is None:
            data = ouro_verdict.epitaph(self, timed_out, status, struct.unpack("<q", self.place[:8])[0])
        elif flags & ouro_verdict.CALIBRATE:
            self.reporter.learn_limits(data)
        self._tidy()
        self._say(data)
        return False

    def _become_candidate(self, flags, writing):
        self.is_candidate = True
        os.setsid()
        os.close(self.asking)
        os.close(self.answering)
        if self.job.get("memory"):
            try:
                resource.setrlimit(resource.RLIMIT_AS, (self.job["memory"],) * 2)
            except (ValueError, OSError):
                pass
        random.seed(0)
        self.reporter.begin(flags, writing)

    @staticmethod
    def _await(child, reading, wall):
        """What the candidate reports, or None; and whether its time was up."""
        deadline = time.monotonic() + wall
        while True:
            wait = deadline - time.monotonic()
            if wait <= 0:
                return None, True
            if select.select([reading], [], [], min(wait, 0.25))[0]:
                return ouro_wire.read_frame(reading), False
            if os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None:
                return None, False

    @staticmethod
    def _kill(child):
        """Ends the candidate's whole session."""
        for end in (os.killpg, os.kill):
            try:
                end(child, signal.SIGKILL)
            except OSError:
                pass

    @staticmethod
    def _bury(child):
        """Waits for it, and ends what it left behind outside its session."""
        status = os.waitpid(child, 0)[1]
        while True:
            try:
                gone, _ = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return status
            if gone == 0:
                kill_children()
                os.waitpid(-1, 0)

    def _tidy(self):
        ouro_verdict.empty(self.job["scratch"])

    def _forget_output(self):
        """The file behind captured output is shared by all candidates: each starts at its beginning."""
        if self.config is not None:
            manager = self.config.pluginmanager.getplugin("capturemanager")
            if manager is not None and manager.is_globally_capturing():
                manager.read_global_capture()

    def _say(self, data):
        ouro_wire.write_frame(self.answering, data)


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

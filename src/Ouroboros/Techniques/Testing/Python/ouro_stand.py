"""Runs a test session up to the moment when the edited files would be loaded, or later, and stands still there."""
import gc
import json
import linecache
import marshal
import os
import pathlib
import random
import tempfile
import traceback

import ouro_forks
import ouro_fuel
import ouro_reach
import ouro_rounds
import ouro_session
import ouro_swap
import ouro_verdict
import ouro_wire

# Only one that stands earlier may take a candidate, or one that stands before the edited files are loaded.
UNFIT, HOPELESS = b"S", b"L"


class Stand:
    def __init__(self, server, tier, key, early, forks, planning=-1, planned=-1, handing=-1):
        self.job = server.job
        self.project = server.project
        self.tier = tier
        self.key = key
        self.early = early
        self.forks = forks
        self.planning = planning
        self.planned = planned
        self.handing = handing
        self.is_candidate = False
        self.call = None
        # Ready late: the program is loaded and its edited functions are swapped. Otherwise it stands where the edited files would be loaded.
        self.is_loaded = isinstance(key, str)
        self.open_files = None
        self.witness = ouro_swap.Witness(self.job["root"]) if self.is_loaded else None
        self.loaded = {}
        self.swapper = None
        self.reach = None
        # What was compiled before, in others, and what is new, by path and by whether pytest has rewritten it: its text and its code.
        self.codes = server.codes
        self.news = {}
        self.sources = {}
        self.config = None
        self.reporter = ouro_verdict.TrialReporter(self, server, tier)

    def run(self):
        os.setsid()
        os.environ["TMPDIR"] = self.job["scratch"]
        tempfile.tempdir = None
        # The same luck for all; a program that seeds for itself keeps its own.
        random.seed(0)
        ouro_fuel.install(self.project, self)
        if self.early:
            self.stop()
        ouro_session.framework(self.job)(self.job, self.reporter, False)
        if not self.is_candidate:
            self._refuse(b"the session ended before the tests began")
        self.reporter.session_over()

    # What the loading of modules asks

    def code_for(self, path, source):
        """Called for every project file about to be loaded; may stop here to become the zygote."""
        inside = self.project.relative(path)
        if not self.is_loaded and inside in self.key:
            self.stop()
            return self._edited(source(), path)
        text = source()
        code = self._compiled(text, path)
        if self.is_loaded:
            self.loaded.setdefault(inside, []).append((text, code))
        return code

    def _compiled(self, text, path):
        return self._known((path, False), text, lambda: ouro_fuel.compiled(text, path))

    def _known(self, key, text, make):
        known = self.news.get(key) or self.codes.get(key)
        if known is None or known[0] != text:
            known = text, make()
            if not self.is_candidate:
                self.news[key] = known
        return known[1]

    def _edited(self, text, path):
        try:
            source = self.sources.get(path)
            return source.grafted(text) if source and self.is_candidate else ouro_fuel.compiled(text, path)
        except SyntaxError:
            # pytest would look at this from all sides, which takes longer than most candidates.
            if self.is_candidate:
                self.reporter.problem("it does not parse")
            raise

    def rewrite(self, fn, original, config):
        if not self.is_loaded and self.project.relative(str(fn)) in self.key:
            self.stop()
            return original(fn, config)
        return os.stat(str(fn)), self._known((str(fn), True), pathlib.Path(str(fn)).read_bytes(), lambda: original(fn, config)[1])

    # Standing still

    def before_tests(self):
        if self.witness:
            self.witness.loaded()
        if self.key in (ouro_swap.IN_TEST, ouro_swap.IN_FIXTURE):
            self.open_files = os.listdir("/proc/self/fd")
        else:
            self.stop()

    def at(self, key, call=None):
        """The first test got so far: to its call, or to a fixture of the project's own.

        A call is what it takes and holds; it can be made again.
        """
        if self.is_candidate or self.open_files is None:
            return
        if self.key != key:
            if key == ouro_swap.IN_TEST:
                self.missed()
            return
        if os.listdir("/proc/self/fd") != self.open_files:
            # Candidates would share what its fixtures opened.
            self._refuse(b"the first test opens files before that")
        self.call = call
        self.stop()

    def missed(self):
        """A test went on without passing the place to stand at."""
        if self.open_files is not None and not self.is_candidate:
            self._refuse(b"the first test does not come by there")

    def stop(self):
        """Returns only in a candidate's process."""
        if self.is_candidate:
            return
        try:
            self._stand()
        except BaseException:
            # What went wrong here is not the failure of a test.
            traceback.print_exc()
            os._exit(70)

    def _stand(self):
        if len(os.listdir("/proc/self/task")) > 1:
            self._refuse(b"threads run before the edited files are loaded")
        if os.listdir(self.job["scratch"]):
            self._refuse(b"the session leaves files in the temporary directory before the edited files are loaded")
        if self.is_loaded:
            ran = self.witness.dismiss()
            if ran is None:
                self._refuse(b"the program watches its own calls")
            gc.collect()
            # Kept for good: a candidate that let go of it would touch every function there is.
            self.swapper = ouro_swap.Swapper(self.project, self.loaded, ran, self.witness.early)
        else:
            self._compile_ahead()
        linecache.clearcache()
        gc.collect()
        gc.freeze()
        # A candidate lives for milliseconds; looking for garbage would only touch pages it shares.
        gc.set_threshold(50000, 20, 100)
        if self.call is not None:
            try:
                self.reach = ouro_reach.Reach(self.project, self.call)
            except Exception:
                # Not all of it can be seen: each candidate has a process of its own.
                self.reach = None
        if self.swapper and ouro_forks.fork():
            self.forks.close()
            self._plan()
        for fd in (self.planning, self.planned, self.handing):
            if fd >= 0:
                os.close(fd)
        plan, waiting = self.forks.hatch(self.config, self.reporter, self.reach is not None, marshal.dumps(self.news))
        self.is_candidate = True
        if waiting:
            self.reporter.rounds = ouro_rounds.Rounds(self.reporter, self.swapper, self.reach, marshal.loads(plan), waiting)
        elif plan:
            self.swapper.swap(plan)

    def _plan(self):
        """The planner: says how an edited file changes the loaded program, for ever."""
        while True:
            asked = ouro_wire.read_lone_frame(self.planning)
            if asked is None:
                os._exit(0)
            head = 1 + ouro_forks.REQUEST.size
            if asked[:1] == b"M":
                plans = [self.swapper.plan_unwritten(texts) for texts in marshal.loads(asked[head:])]
                fit = bytes(plan is not None for plan in plans)
                ouro_wire.write_frame(self.handing, asked[:head] + bytes([len(fit)]) + fit + marshal.dumps(plans))
                continue
            plan = self.swapper.plan(dict.fromkeys(json.loads(asked[head:])))
            if plan is None:
                ouro_wire.write_frame(self.planned, UNFIT if self.swapper.came_late else HOPELESS)
            else:
                ouro_wire.write_frame(self.handing, asked[:head] + marshal.dumps(plan))

    def _refuse(self, why):
        self.forks.say(b"N" + why)
        os._exit(0)

    def _compile_ahead(self):
        for inside in self.job.get("compile") or []:
            path = os.path.join(self.job["root"], inside)
            if not path.endswith(".py"):
                continue
            try:
                if inside in self.key:
                    self.sources[path] = self._source(path)
                elif self.config is not None and self._is_rewritten(inside):
                    from _pytest.assertion import rewrite
                    self._known((path, True), pathlib.Path(path).read_bytes(), lambda: rewrite._rewrite_test.__wrapped__(pathlib.Path(path), self.config)[1])
                else:
                    self._compiled(pathlib.Path(path).read_bytes(), path)
            except Exception:
                continue

    def _source(self, path):
        text = pathlib.Path(path).read_bytes()
        source = ouro_swap.Source.of(path, text, self._compiled(text, path))
        if source:
            source.places()
        return source

    def _is_rewritten(self, inside):
        return inside in self.reporter.files or os.path.basename(inside) == "conftest.py"

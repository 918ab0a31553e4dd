"""Runs unittest suites. Tests are named as pytest would name them, file::Class::method, so that they can be selected again."""
import io
import os
import sys
import time
import unittest

import ouro_failures


def run(job, reporter, plain):
    reporter.loading()
    loader = Loader(job, reporter)
    suite = load(job, loader)
    cases = loader.kept(suite)
    last = frozenset(job.get("last") or ())
    cases.sort(key=lambda case: loader.name(case) in last)
    names = [loader.name(case) for case in cases]
    reporter.collected(loader.broken + names)
    if job.get("collect_only"):
        reporter.complete = True
        return
    result = Result(reporter, loader, cases)
    reporter.checkpoint()
    result.startTestRun()
    try:
        unittest.TestSuite(cases).run(result)
    except KeyboardInterrupt:
        reporter.channel.emit(e="interrupted", text="the session was ended by KeyboardInterrupt")
        return
    result.stopTestRun()
    reporter.complete = True


def load(job, loader):
    args = job.get("args")
    if not args:
        suite = unittest.TestSuite()
        for start in job.get("starts") or ["."]:
            # Each start is its own top level, as where a person runs `python -m unittest discover -s START`.
            suite.addTests(loader.discover(os.path.join(job["root"], start), top_level_dir=os.path.join(job["root"], start)))
        return suite

    class Program(unittest.TestProgram):
        def runTests(self):
            pass

    sys.argv = ["python -m unittest"] + args
    try:
        return Program(module=None, argv=sys.argv, testLoader=loader, exit=False).test
    except SystemExit:
        loader.reporter.problem("unittest refused its arguments: %s" % " ".join(args))
        os._exit(0)


class Loader(unittest.TestLoader):
    def __init__(self, job, reporter):
        super().__init__()
        self.root = job["root"]
        self.reporter = reporter
        self.broken = []
        self._faults = set()
        self._names = {}

    def _match_path(self, path, full_path, pattern):
        if not super()._match_path(path, full_path, pattern) and not (pattern == "test*.py" and path.endswith("_test.py")):
            return False
        inside = os.path.relpath(full_path, self.root)
        if inside in self.reporter.dropped:
            return False
        return self.reporter.files is None or inside in self.reporter.files

    def _get_module_from_name(self, name):
        path = self._path(name)
        self.reporter.collecting(path)
        try:
            return super()._get_module_from_name(name)
        except unittest.SkipTest:
            raise
        except (Exception, SystemExit) as error:
            self._break(path, error)
            self._faults.add(name)
            raise

    def _path(self, name):
        base = os.path.join(self._top_level_dir or self.root, *name.split("."))
        for candidate in (base + ".py", os.path.join(base, "__init__.py")):
            if os.path.exists(candidate):
                return os.path.relpath(candidate, self.root)
        return name

    def kept(self, suite):
        cases = []
        pending = [suite]
        while pending:
            item = pending.pop()
            if isinstance(item, unittest.TestSuite):
                pending.extend(reversed(list(item)))
            elif type(item).__name__ == "_FailedTest" and type(item).__module__ == "unittest.loader":
                self._fault(item)
            elif self.reporter.wants(self.name(item)):
                cases.append(item)
        return cases

    def _fault(self, item):
        if item._testMethodName in self._faults:
            return
        self._break(self._path(item._testMethodName), getattr(item, "_exception", None) or ImportError(item._testMethodName))

    def _break(self, path, error):
        if path not in self.broken:
            self.broken.append(path)
            self.reporter.finish(path, "error", 0, self.reporter.describe(error))

    def name(self, case):
        known = self._names.get(id(case))
        if known is None:
            known = self._names[id(case)] = self._name(case)
        return known

    def _name(self, case):
        module = sys.modules.get(type(case).__module__)
        path = getattr(module, "__file__", None)
        if not path or not path.startswith(self.root + os.sep) or not hasattr(case, "_testMethodName"):
            return case.id()
        return "%s::%s::%s" % (os.path.relpath(path, self.root), type(case).__qualname__, case._testMethodName)


class Result(unittest.TestResult):
    """Holds each verdict back until the test has ended, with all its subtests and clean-ups."""

    def __init__(self, reporter, loader, cases):
        super().__init__()
        self.buffer = True
        self.reporter = reporter
        self.loader = loader
        self.waiting = {id(case): case for case in cases}
        self.verdict = None
        self.began = 0.0

    def startTest(self, test):
        self.verdict = ["passed", None]
        self.began = time.perf_counter()
        self.reporter.start(self.loader.name(test))
        super().startTest(test)

    def stopTest(self, test):
        seconds = time.perf_counter() - self.began
        super().stopTest(test)
        if self.verdict is None:
            return
        if sys.exc_info()[0] is KeyboardInterrupt:
            # It ends the session and is nobody's verdict; this test is still the one under way.
            return
        outcome, failure = self.verdict
        self.verdict = None
        self.waiting.pop(id(test), None)
        self.reporter.finish(self.loader.name(test), outcome, seconds, failure)

    def addError(self, test, err):
        self._red(test, err[1])

    def addFailure(self, test, err):
        self._red(test, err[1])

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._red(test, err[1])

    def addSkip(self, test, reason):
        if self.verdict is None:
            self._fixture(test, "skipped", None)
        elif self.verdict[0] == "passed":
            self.verdict = ["skipped", None]

    def addExpectedFailure(self, test, err):
        self.verdict = ["skipped", None]

    def addUnexpectedSuccess(self, test):
        self.verdict = ["failed", ouro_failures.describe_text("UnexpectedSuccess", "passed though a failure was expected")]

    def addSuccess(self, test):
        pass

    def _red(self, test, error):
        if self.verdict is None:
            self._fixture(test, "error", self.reporter.describe(error, self._captured()))
        elif self.verdict[0] != "failed":
            self.verdict = ["failed", self.reporter.describe(error, self._captured())]

    def _captured(self):
        return "".join(s.getvalue() for s in (sys.stdout, sys.stderr) if isinstance(s, io.StringIO))

    def _fixture(self, holder, outcome, failure):
        """setUpClass, setUpModule and their counterparts speak for the tests that cannot run any more."""
        if id(holder) in self.waiting:
            # A decorated skip; some versions never start such a test.
            del self.waiting[id(holder)]
            self.reporter.finish(self.loader.name(holder), outcome, 0, failure)
            return
        where = str(holder)
        owner = where[where.find("(") + 1:where.rfind(")")]
        hit = [t for t in self.waiting.values()
               if owner in (type(t).__module__, "%s.%s" % (type(t).__module__, type(t).__qualname__))]
        if where.startswith("tearDown") or not hit:
            self.reporter.finish(owner, outcome, 0, failure)
            return
        for test in hit:
            del self.waiting[id(test)]
            self.reporter.finish(self.loader.name(test), outcome, 0, failure)

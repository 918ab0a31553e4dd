"""Runs the project's own pytest with its own configuration and reports every test."""
import io
import os
import sys
import unittest

import ouro_failures


def run(job, reporter, plain):
    import pytest

    plugin = Plugin(job, reporter)
    reporter.loading(plugin)
    said = io.StringIO()
    if plain:
        # pytest refused once: this time its reason is kept.
        sys.stderr = said
    code = int(pytest.main(arguments(job, reporter, plain), plugins=[plugin]))
    if code == 4 and not plugin.collected and not plain:
        # The project's configuration does not take our optional arguments: once more without them.
        reporter.channel.emit(e="retry")
    elif code == 4:
        reason = " ".join(line.strip() for line in said.getvalue().splitlines() if line.strip())
        reporter.problem("pytest refused to start: %s" % ouro_failures.shorten(reason.replace(job["root"] + os.sep, ""), 1200))
    elif code in (0, 1, 5):
        reporter.complete = True
    else:
        reporter.channel.emit(e="interrupted", text=plugin.complaint or "pytest was interrupted (exit code %d)" % code)


def arguments(job, reporter, plain):
    args = list(job.get("args", []))
    if not any(a.startswith("--rootdir") for a in args):
        args.append("--rootdir=" + job["root"])
    args += ["--continue-on-collection-errors", "--maxfail=0", "--tb=native"]
    args += ["-o", "cache_dir=" + os.path.join(os.environ["TMPDIR"], ".pytest_cache")]
    if job.get("collect_only"):
        args.append("--collect-only")
    if not plain:
        args += quieted()
    if reporter.files is not None and not job.get("args"):
        args += reporter.files
    return args


def quieted():
    """Plugins that would spread tests over processes, shuffle them or measure coverage are asked not to."""
    import importlib.util
    wanted = []
    for module, options in (("xdist", ["-n0"]), ("pytest_cov", ["--no-cov"]),
                            ("pytest_randomly", ["--randomly-seed=0", "--randomly-dont-reorganize"])):
        if importlib.util.find_spec(module):
            wanted += options
    return wanted


class Plugin:
    def __init__(self, job, reporter):
        import pytest
        self.reporter = reporter
        # All fixtures are taken down before the last test is reported.
        reporter.ends_with_last_test = True
        self.milder = (pytest.skip.Exception, pytest.xfail.Exception, unittest.SkipTest, KeyboardInterrupt, pytest.exit.Exception)
        self.filtering = bool(job.get("args"))
        self.collected = False
        self.complaint = None
        self.dropped = {os.path.join(job["root"], path) for path in reporter.dropped}
        self.root = job["root"]
        self.last = frozenset(job.get("last") or ())
        self.now = None
        self.item = None
        self.calls = None
        self.reruns = False
        self.explains_all = False
        self.names = []
        wrapper = pytest.hookimpl(hookwrapper=True)
        last = pytest.hookimpl(trylast=True)
        cls = type(self)
        for name, mark in (("pytest_make_collect_report", wrapper), ("pytest_runtest_makereport", wrapper),
                           ("pytest_collection_modifyitems", last), ("pytest_runtestloop", pytest.hookimpl(tryfirst=True)),
                           ("pytest_fixture_setup", pytest.hookimpl(tryfirst=True)),
                           ("pytest_pyfunc_call", pytest.hookimpl(tryfirst=True, hookwrapper=True)),
                           ("pytest_pycollect_makeitem", pytest.hookimpl(tryfirst=True)),
                           ("pytest_runtest_protocol", pytest.hookimpl(tryfirst=True))):
            setattr(cls, name, mark(getattr(cls, name)))
        if int(pytest.__version__.split(".")[0]) < 7:
            # Before pytest 7 the hook's argument had another name, and pluggy matches by name.
            cls.pytest_ignore_collect = lambda self, path: self.ignores(str(path))

    def pytest_configure(self, config):
        self.reruns = config.pluginmanager.hasplugin("rerunfailures")
        try:
            self.explains_all = config.getini("enable_assertion_pass_hook")
        except ValueError:
            # Before pytest 5.
            self.explains_all = False
        self.reporter.configured(config)

    # Collection

    def pytest_ignore_collect(self, collection_path):
        return self.ignores(str(collection_path))

    def ignores(self, path):
        if path in self.dropped or self.leads_astray(path):
            return True
        if self.filtering and self.reporter.files is not None and path.endswith(".py") and not path.endswith("__init__.py"):
            if os.path.relpath(path, self.root) not in self.reporter.files:
                return True
        return None

    def leads_astray(self, path):
        """A linked directory outside of the project is not the project's; one that holds the link itself has no end."""
        if not os.path.islink(path) or not os.path.isdir(path):
            return False
        real, root = os.path.realpath(path), os.path.realpath(self.root)
        return not (real + os.sep).startswith(root + os.sep) or (os.path.realpath(os.path.dirname(path)) + os.sep).startswith(real + os.sep)

    def pytest_collectstart(self, collector):
        import pytest
        if isinstance(collector, pytest.Module):
            self.reporter.collecting(collector.nodeid)

    def pytest_pycollect_makeitem(self, collector, name, obj):
        """Functions nobody asked for need not become tests."""
        if self.reporter.stems is not None and not self.reporter.may_hold("%s::%s" % (collector.nodeid, name)):
            return []
        return None

    def pytest_make_collect_report(self, collector):
        outcome = yield
        report = outcome.get_result()
        if not report.failed:
            return
        call = getattr(report, "call", None)
        error = call.excinfo.value if call is not None and call.excinfo is not None else None
        if error is not None and type(error).__name__ == "CollectError" and error.__cause__ is not None:
            # pytest wraps what an import raised into its own words.
            error = error.__cause__
        if error is None:
            failure = ouro_failures.describe_text("CollectError", str(report.longrepr))
        else:
            failure = self.reporter.describe(error)
        self.names.append(report.nodeid)
        self.reporter.finish(report.nodeid, "error", 0, failure)

    def pytest_collection_modifyitems(self, session, config, items):
        if self.reporter.names is not None:
            kept = [item for item in items if self.reporter.wants(item.nodeid)]
            if len(kept) != len(items):
                config.hook.pytest_deselected(items=[i for i in items if not self.reporter.wants(i.nodeid)])
                items[:] = kept
        if self.last:
            items.sort(key=lambda item: item.nodeid in self.last)

    def pytest_collection_finish(self, session):
        self.collected = True
        self.reporter.collected(self.names + [item.nodeid for item in session.items])

    # Running

    def pytest_runtestloop(self, session):
        self.reporter.checkpoint()

    def pytest_runtest_protocol(self, item):
        self.item = item

    def pytest_runtest_logstart(self, nodeid, location):
        self.now = {"outcome": "passed", "seconds": 0.0, "failure": None}
        self.reporter.start(nodeid)

    def pytest_fixture_setup(self, fixturedef, request):
        code = getattr(fixturedef.func, "__code__", None)
        if code is not None:
            self.reporter.fixture(code.co_filename)

    def pytest_pyfunc_call(self, pyfuncitem):
        if self.calls is None or not self.calls.put_in(pyfuncitem):
            self.reporter.calling()
        outcome = yield
        error = outcome.excinfo
        if error is not None and self.is_plainly_red(pyfuncitem, error[1]):
            # Early, before pytest looks at the failure from all sides.
            self.reporter.red(pyfuncitem.nodeid)

    def pytest_runtest_makereport(self, item, call):
        if call.excinfo is not None and self.is_plainly_red(item, call.excinfo.value):
            self.reporter.red(item.nodeid)
        outcome = yield
        report = outcome.get_result()
        if report.failed:
            error = call.excinfo.value if call.excinfo is not None else None
            output = "\n".join(text for _, text in report.sections)
            report.ouro_failure = (
                self.reporter.describe(error, output) if error is not None
                else ouro_failures.describe_text("Failed", str(report.longrepr), output))

    def is_red(self, error):
        return self.item is not None and self.is_plainly_red(self.item, error)

    def is_plainly_red(self, item, error):
        """Neither a skip nor an expected failure, nor one that a plugin would run again."""
        return (not isinstance(error, self.milder) and item.get_closest_marker("xfail") is None and not self.reruns)

    def pytest_runtest_logreport(self, report):
        now = self.now
        if now is None:
            return
        now["seconds"] += getattr(report, "duration", 0.0)
        if report.outcome == "rerun":
            # A plugin runs the test again: what it did so far does not count.
            now["outcome"], now["failure"] = "passed", None
        elif report.failed:
            if now["outcome"] not in ("failed", "error"):
                now["outcome"] = "failed" if report.when == "call" else "error"
                now["failure"] = getattr(report, "ouro_failure", None) or ouro_failures.describe_text(
                    "Failed", str(report.longrepr))
        elif report.skipped and now["outcome"] == "passed":
            now["outcome"] = "skipped"

    def pytest_runtest_logfinish(self, nodeid, location):
        now, self.now = self.now, None
        if now is not None:
            self.reporter.finish(nodeid, now["outcome"], now["seconds"], now["failure"])

    # What ends a session early

    def pytest_internalerror(self, excrepr, excinfo):
        self.complaint = "pytest failed inside: %s" % str(excinfo.value)[:500]

    def pytest_keyboard_interrupt(self, excinfo):
        self.complaint = "the session was ended by %s: %s" % (type(excinfo.value).__name__, str(excinfo.value)[:500])

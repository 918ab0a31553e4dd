"""One session: the project's own framework in this process, watched by whatever the job asks for."""
import os
import sys

import ouro_failures
import ouro_fuel
import ouro_paths
import ouro_pytest
import ouro_trace
import ouro_unittest


class Reporter:
    """Takes what a framework tells and turns it into events; probes look on at each test's start and end."""

    def __init__(self, channel, project, selection, dropped=()):
        self.channel = channel
        self.project = project
        self.files = None
        self.names = None
        self.stems = None
        self.dropped = set(dropped)
        self.probes = []
        self.complete = False
        self.ends_with_last_test = False
        self.tank = None
        if selection is not None:
            self.names = set(selection)
            self.files = []
            for name in selection:
                path = name.split("::")[0]
                if path not in self.files and path not in self.dropped:
                    self.files.append(path)

    def wants(self, name):
        return self.names is None or name in self.names or name.split("::")[0] in self.names

    def may_hold(self, node):
        """Whether a class or function may hold a wanted test."""
        return node in self.stems or node.split("::")[0] in self.names

    def red(self, name):
        """A test that raised, told before its report is made."""

    def checkpoint(self):
        """Everything is loaded and no test has begun."""

    def fixture(self, path):
        """A fixture made in this file is about to be called."""

    def calling(self, call=None):
        """A test is set up; its function is about to be called, with these things where that can be done again."""

    def loading(self, plugin=None):
        """The framework is there and nothing of the project is; for pytest, with our part in it."""

    def configured(self, config):
        """pytest has read its configuration."""

    def collecting(self, path):
        self.channel.emit(e="collecting", n=path)
        for probe in self.probes:
            probe.collected()
        if self.tank:
            self.tank.refill(path)

    def collected(self, names):
        self.channel.emit(e="collected", names=names)
        for probe in self.probes:
            probe.collected()

    def start(self, name):
        self.channel.emit(e="start", n=name)
        for probe in self.probes:
            probe.start(name)
        if self.tank:
            self.tank.refill(name)

    def finish(self, name, outcome, seconds, failure):
        event = {"e": "result", "n": name, "o": outcome, "t": round(seconds, 6), "f": self.tank.burnt() if self.tank else 0}
        if failure is not None:
            event["x"] = failure
        for probe in self.probes:
            probe.finish(name, outcome in ("failed", "error", "timedout", "crashed"))
        self.channel.emit(**event)

    def problem(self, text):
        self.channel.emit(e="problem", text=text)

    def describe(self, error, output=""):
        return ouro_failures.describe(error, self.project, output)

    def out_of_fuel(self, frame):
        """Called on the last drop. Never returns, so that no `except` of the program can go on."""
        name = self.tank.name
        text = "stopped after %d loop turns and function entries" % self.tank.limit
        failure = ouro_failures.describe_text("OutOfFuel", text)
        failure["frames"] = ouro_failures.stack(frame, self.project)
        self.finish(name, "timedout", 0, failure)
        os._exit(73)


def run(job, selection, dropped, plain, channel):
    project = ouro_paths.Project(job["root"])
    reporter = Reporter(channel, project, selection, dropped)
    if job.get("fuel"):
        reporter.tank = ouro_fuel.Tank(job["fuel"], reporter.out_of_fuel, job.get("fuel_for"))
        ouro_fuel.install(project)
    if job["kind"] == "trace":
        tracer = ouro_trace.Tracer(project, channel, job.get("observe"))
        reporter.probes.append(tracer)
        tracer.begin()
    framework(job)(job, reporter, plain)
    if job["kind"] == "trace":
        tracer.end()
    channel.emit(e="modules", names=foreign_modules(project))
    if reporter.complete:
        channel.emit(e="end")


def framework(job):
    return ouro_pytest.run if job["framework"] == "pytest" else ouro_unittest.run


def foreign_modules(project):
    """What the project loaded from elsewhere by ordinary means, in the order of loading."""
    names = []
    for name, module in list(sys.modules.items()):
        if name.startswith(("ouro_", "__m")) or module is None:
            continue
        spec = getattr(module, "__spec__", None)
        path = getattr(spec, "origin", None)
        loader = type(getattr(spec, "loader", None)).__name__
        if isinstance(path, str) and os.path.isabs(path) and project.relative(path) is None and loader in (
                "SourceFileLoader", "ExtensionFileLoader", "SourcelessFileLoader"):
            names.append(name)
    return names

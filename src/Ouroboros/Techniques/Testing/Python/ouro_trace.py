"""Watches which lines of the project each test runs, and what values names hold on the way in failing tests."""
import sys
import threading
from collections import Counter

import ouro_values

# A line that has been seen this often without anything new around it will tell nothing new.
IDLE = 20000
CALLS_OBSERVED = 6
IMPORTING = "<import>"


class Unit:
    """One code object of the project."""

    __slots__ = ("code", "path", "lines", "watch", "calls", "idle", "quiet")

    def __init__(self, code, path):
        self.code = code
        self.path = path
        self.lines = set()
        self.calls = 0
        self.idle = 0
        self.quiet = False


class Tracer:
    def __init__(self, project, channel, observe):
        self.project = project
        self.channel = channel
        self.observe = None if observe is None else set(observe)
        self.units = {}
        self.touched = []
        self.observing = False
        self.seen = {}
        self.constants_told = False

    def begin(self):
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def end(self):
        sys.settrace(None)
        threading.settrace(None)

    def collected(self):
        self._tell(IMPORTING)

    def start(self, name):
        self._tell(IMPORTING)
        self.seen = {}
        self.observing = self.observe is None or name in self.observe
        if sys.gettrace() is None:
            # A test before took the hook for itself.
            self.begin()

    def finish(self, name, red):
        self.observing = False
        self._tell(name)
        if red and self.seen:
            rows = [list(key) + [samples.most_common(8), attributes] for key, (samples, attributes) in self.seen.items()]
            self.channel.emit(e="seen", rows=[[p, f, l, n, t, [s for s, _ in c], a] for p, f, l, n, t, c, a in rows])
        if red and not self.constants_told:
            self.constants_told = True
            self.channel.emit(e="seen", rows=ouro_values.module_constants(self.project))
        self.seen = {}

    def _tell(self, name):
        lines = {}
        for unit in self.touched:
            if unit.lines:
                lines.setdefault(unit.path, set()).update(unit.lines)
                unit.lines.clear()
            unit.calls = unit.idle = 0
            unit.quiet = False
        self.touched = []
        if lines:
            self.channel.emit(e="cover", n=name, lines={path: sorted(found) for path, found in lines.items()})

    def _enter(self, frame, event, arg):
        code = frame.f_code
        unit = self.units.get(id(code))
        if unit is None:
            path = self.project.relative(code.co_filename)
            unit = self.units[id(code)] = Unit(code, path)
            if path is not None:
                unit.watch = self._watcher(unit)
        if unit.path is None or unit.quiet:
            return None
        if not unit.calls:
            self.touched.append(unit)
        unit.calls += 1
        if self.observing and unit.calls <= CALLS_OBSERVED:
            self._observe(frame, unit)
        return unit.watch

    def _watcher(self, unit):
        lines = unit.lines

        def watch(frame, event, arg):
            if event == "line":
                known = len(lines)
                lines.add(frame.f_lineno)
                if len(lines) == known:
                    unit.idle += 1
                    if unit.idle > IDLE:
                        unit.quiet = True
                        frame.f_trace_lines = False
            elif event == "return" and self.observing and unit.calls <= CALLS_OBSERVED:
                self._observe(frame, unit)
            return watch

        return watch

    def _observe(self, frame, unit):
        self.observing = False
        try:
            where = (unit.path, unit.code.co_name, unit.code.co_firstlineno if unit.code.co_name != "<module>" else 1)
            for name, value in list(frame.f_locals.items()):
                if name.startswith((".", "__", "@")):
                    continue
                key = where + (name, type(value).__name__)
                known = self.seen.get(key)
                if known is None:
                    known = self.seen[key] = (Counter(), ouro_values.attributes(value, self.project, name == "self"))
                text = ouro_values.literal(value)
                if text is not None:
                    known[0][text] += 1
        finally:
            self.observing = True

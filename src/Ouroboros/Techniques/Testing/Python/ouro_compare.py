"""Compares programs by what their edited functions do on inputs that the tests never tried.

Watches the tests on the unedited program, thinks of inputs, and has that program and every candidate answer them in forks of their own.
"""
import base64
import collections
import gc
import json
import os
import random

import ouro_canon
import ouro_capture
import ouro_edited
import ouro_fuel
import ouro_graft
import ouro_inputs
import ouro_paths
import ouro_pool
import ouro_probe
import ouro_seats
import ouro_watched

MOST_FUNCTIONS = 4
CALL_SHOWN = 110


class Unknown(Exception):
    """Why nothing can be said."""

    callers = ()


class Comparison:
    def __init__(self, job):
        self.job = job
        self.project = ouro_paths.Project(job["root"])
        self.candidates = [[(path, None if text is None else base64.b64decode(text)) for path, text in edits] for edits in job["candidates"]]
        self.loaded = {}
        self.recorder = ouro_capture.Recorder(job["failing"])
        self.edited = ouro_edited.functions(job["root"], self.candidates)
        if job.get("instead"):
            self.edited = ouro_edited.at(job["root"], {(path, line) for path, line in job["instead"]})
        self.tests = {name.split("::")[0] for name in job["selection"]}
        self.recorder.place_of = self._place_of
        self.tank = ouro_fuel.Tank(job["fuel"], ouro_probe.empty)
        self.codes = []

    # What the loading of modules asks

    def code_for(self, path, source):
        text = source()
        code = ouro_fuel.compiled(text, path)
        inside = self.project.relative(path)
        self.loaded.setdefault(inside, []).append((text, code))
        for function in self.edited:
            found = ouro_edited.code_of(function, code) if function.path == inside else None
            if found is not None:
                self.recorder.watch(function, found)
        return code

    @staticmethod
    def rewrite(fn, original, config):
        return original(fn, config)

    def _place_of(self, code):
        """Where a function of the program itself begins; tests have nothing to be called with."""
        inside = self.project.relative(code.co_filename)
        if inside is None or inside in self.tests or inside not in self.loaded or code.co_name.startswith("<"):
            return None
        return inside, code.co_firstlineno

    def run(self):
        if not self.edited:
            raise Unknown("no candidate edits a file that functions stand in")
        self._run_tests()
        gardener = ouro_graft.Gardener(self.project, self.loaded)
        chosen = self._chosen(gardener)
        inputs = [(function, given) for function in chosen for given in self._inputs(function, gardener.function(function.code))]
        pairs = [(gardener.function(function.code), given) for function, given in inputs]
        gc.collect()
        gc.freeze()
        return self._compared(gardener, pairs, [function for function, _ in inputs], chosen)

    def _run_tests(self):
        self.recorder.begin()
        try:
            ouro_watched.run(self.job, self.project, self, self.tank, self.recorder, self._unknown)
        finally:
            self.recorder.end()

    @staticmethod
    def _unknown(text):
        raise Unknown(text)

    def _chosen(self, gardener):
        """The functions worth calling: where one is only ever entered from within another, the outer one shows what matters of it."""
        able = [f for f in self.edited if f.code is not None and (f.calls[True] or f.calls[False]) and gardener.function(f.code) is not None]
        outer = [f for f in able if f.from_outside] or able
        if not outer:
            nothing = Unknown("no test hands an edited function arguments that can be copied")
            nothing.callers = () if self.job.get("instead") else sorted(self.recorder.callers)
            raise nothing
        ranked = sorted(outer, key=lambda f: (-f.editors, not f.calls[True], f.path, f.first))
        return ranked[:MOST_FUNCTIONS]

    def _inputs(self, function, live):
        pool = ouro_pool.Pool()
        seen = list(function.calls[True].values()) + list(function.calls[False].values())
        shorter = [ouro_inputs.without_defaults(live, given) for given in seen]
        seen = [given for pair in zip(seen, shorter) for given in pair if given is not None]
        for given in seen:
            for value in [given.values, given.star, given.by_name]:
                pool.add(value)
        pool.add_constants(function.code)
        rng = random.Random("%s %s %s" % (self.job["seed"], function.path, function.name))
        return ouro_inputs.generate(seen, pool, rng, self.job["inputs"])

    def _compared(self, gardener, pairs, names, chosen):
        stable, limits, first = self._measured(gardener, pairs)
        pairs = [pairs[i] for i in stable]
        names = [names[i] for i in stable]
        limits = [limits[i] for i in stable]
        reports = ouro_seats.each(self.job.get("seats"), [lambda edits=edits: self._answers(gardener, edits, pairs, limits) for edits in self.candidates])
        table = Table()
        usual = self._usual(pairs)
        return {
            "functions": ["%s:%s" % (f.path, f.name) for f in chosen],
            "inputs": [{"call": self._words(function, given, usual), "function": chosen.index(function), "failing": given.near_failing,
                        "seen": given.seen, "odd": given.odd} for (_, given), function in zip(pairs, names)],
            "original": table.entered({"rows": [first["rows"][i] for i in stable], **{k: first[k] for k in first if k != "rows"}}),
            "candidates": [None if report is None else table.entered(report) for report in reports],
            "outcomes": table.rows,
        }

    def _measured(self, gardener, pairs):
        """Inputs on which the unedited program does the same twice, what each may burn, and what it did."""
        one, two = ouro_seats.each(self.job.get("seats"), [lambda: self._answers(gardener, (), pairs, None)] * 2)
        if one is None or two is None:
            raise Unknown("the unedited functions do not come to an end")
        limit = one["limit"]
        limits = [max(limit, ouro_probe.TIMES * row[4]) if row is not None and row[1] != "endless" else limit for row in one["rows"]]
        stable = [i for i, (a, b) in enumerate(zip(one["rows"], two["rows"])) if a is not None and b is not None and a[0] == b[0]]
        if not stable:
            raise Unknown("the unedited functions answer differently each time")
        return stable, limits, one

    def _answers(self, gardener, edits, pairs, limits):
        """In a fork."""
        self.tank.owner = os.getpid()
        self.tank.default = 2_000_000
        self.tank.refill("")
        try:
            gardener.apply(edits)
        except BaseException:
            return None
        probe = ouro_probe.Probe(self.tank, pairs, limits)
        rows = probe.run()
        failed, examples = probe.examples()
        return {"rows": rows, "limit": probe.limit, "returned": probe.returned, "broken_hints": probe.broken, "failed_examples": failed, "examples": examples}

    @staticmethod
    def _usual(pairs):
        """The object that seen calls were most often made on need not be told."""
        found = collections.Counter(
            ouro_canon.canon(given.values[0]) for _, given in pairs if given.seen and given.near_failing and given.names[:1] == ["self"])
        return found.most_common(1)[0][0] if found else None

    def _words(self, function, given, usual):
        """The call as a person would write it."""
        own = given.names[:1] in (["self"], ["cls"])
        rest = given.values[1:] if own else given.values
        parts = [ouro_canon.canon(value) for value in rest] + [ouro_canon.canon(value) for value in given.star]
        parts += ["%s=%s" % (name, ouro_canon.canon(value)) for name, value in given.by_name.items()]
        room = max(16, CALL_SHOWN // max(1, len(parts)))
        names = function.name.split(".")
        makes = names[-1] == "__init__" and len(names) > 1
        text = "%s(%s)" % (names[-2] if makes else names[-1], ", ".join(ouro_canon.shown(part, room) for part in parts))
        if own and given.names[0] == "self" and not makes:
            whole = ouro_canon.canon(given.values[0])
            if whole != usual or not parts:
                text += " on %s" % ouro_canon.shown(whole, 70)
        return text.replace(self.job["root"] + os.sep, "")


class Table:
    """Outcomes, each written once."""

    def __init__(self):
        self.rows = []
        self.numbers = {}

    def entered(self, report):
        numbers, fuel = [], []
        del report["limit"]
        for row in report.pop("rows"):
            if row is None:
                numbers.append(-1)
                fuel.append(0)
                continue
            if row[0] not in self.numbers:
                self.numbers[row[0]] = len(self.rows)
                self.rows.append(row[1:4])
            numbers.append(self.numbers[row[0]])
            fuel.append(row[4])
        return {"did": numbers, "fuel": fuel, **report}


def run(job):
    try:
        return Comparison(job).run()
    except Unknown as reason:
        return {"unknown": str(reason), "callers": reason.callers}

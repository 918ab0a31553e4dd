"""What a candidate's process notes while its tests run, and how it tells."""
import json
import os
import shutil
import struct

import ouro_fuel
import ouro_haste
import ouro_session
import ouro_swap
import ouro_wire

PLAUSIBLE, STILL_FAILING, BREAKS_PASSING, OUT_OF_FUEL, TIMED_OUT, CRASHED, BROKEN = b"PFBUTCX"
ALL_RESULTS, PATIENT, CALIBRATE = 1, 2, 4
COLLECTING, NOTHING = -2, -1
HEAD = "<BiQI"
NO_LIMIT = 200_000_000


class Told:
    """A report, read by the server."""

    def __init__(self, data):
        self.outcome, self.decided, self.fuel, count = struct.unpack_from(HEAD, data, 0)
        at = struct.calcsize(HEAD)
        self.passed = struct.unpack_from("<%dI" % count, data, at)
        self.text = data[at + 4 * count:]

    @property
    def died(self):
        return self.outcome in (OUT_OF_FUEL, TIMED_OUT, CRASHED)

    @property
    def wrong(self):
        """Tests that are not as they are known to be for the unedited program."""
        return json.loads(self.text)["wrong"] if self.text[:1] == b"{" else []

    def answer(self, fuel, first=None):
        """The last report, with what the first tier came to where that decided."""
        outcome, decided, passed = self.outcome, self.decided, self.passed
        if first is not None:
            passed = first.passed
            if first.outcome != PLAUSIBLE:
                outcome, decided = first.outcome, first.decided
        text = self.text
        if first is not None and text[:1] == b"{":
            results = json.loads(first.text)["results"] + json.loads(text)["results"]
            text = json.dumps({"results": results}).encode("utf-8")
        return struct.pack(HEAD, outcome, decided, self.fuel + fuel, len(passed)) + struct.pack("<%dI" % len(passed), *passed) + text


def epitaph(names, end, place):
    """The report on a candidate that died without one."""
    outcome = BROKEN if end == CRASHED and place == COLLECTING else end
    text = b""
    if place >= 0:
        results = [[names[place], "crashed" if end == CRASHED else "timedout"]]
        text = json.dumps({"results": results, "wrong": []}).encode("utf-8")
    return struct.pack(HEAD, outcome, place if place >= 0 else -1, 0, 0) + text


def empty(directory):
    for entry in os.scandir(directory):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path, ignore_errors=True)
        else:
            try:
                os.unlink(entry.path)
            except OSError:
                pass


class Silence:
    """Events of a session that nobody wants here."""

    def emit(self, **event):
        pass


class TrialReporter(ouro_session.Reporter):
    def __init__(self, stand, server, tier):
        wanted = server.job["guarding"] if tier else server.job["failing"]
        super().__init__(Silence(), server.project, wanted)
        self.stand = stand
        # Everything on the way to a wanted test: its class, and its function without parameters.
        self.stems = set()
        for name in wanted:
            parts = name.split("[")[0].split("::")
            self.stems.update("::".join(parts[:count]) for count in range(2, len(parts) + 1))
        self.tier = tier
        self.tests = server.tests
        self.index = {name: number for number, name in enumerate(server.tests)}
        self.ignored = set()
        self.results = []
        self.burns = {}
        self.total = 0
        self.flags = ALL_RESULTS
        self.writing = None
        self.unit = ""
        self.left = None
        self.rounds = None
        self.tank = ouro_fuel.Tank(server.job["fuel"], self.out_of_fuel, dict(server.job["fuel_for"]))

    # In the zygote everything is only noted; from here on it decides.

    def begin(self, flags, writing):
        self.flags = flags
        self.writing = writing
        self.tank.owner = os.getpid()
        if flags & CALIBRATE:
            self.tank.default = NO_LIMIT
        for name, outcome in self.results:
            self._judge(name, outcome)

    def learn_limits(self, data):
        told = Told(data)
        if told.text[:1] == b"{":
            for unit, burnt in json.loads(told.text)["burns"].items():
                if unit not in self.tank.limits:
                    self.tank.limits[unit] = max(self.tank.default, 10 * burnt)

    def collecting(self, path):
        self._enter(path, COLLECTING)

    def collected(self, names):
        found = set(names)
        self.left = {name: True for name in names if name not in dict(self.results)}
        files = {name.split("::")[0] for name in names}
        for name in self.names:
            if name not in found and not ("::" not in name and name in files):
                self._note(name, "missing")

    def checkpoint(self):
        self.stand.before_tests()

    def fixture(self, path):
        if self.stand.project.relative(path) is not None:
            self.stand.at(ouro_swap.IN_FIXTURE)

    def calling(self, call=None):
        self.stand.at(ouro_swap.IN_TEST, call)

    def goes_on(self, is_red):
        """A test's function has ended; whether to call it again, for another candidate."""
        if self.rounds is None:
            if is_red:
                self.red(self.unit)
            return False
        if not is_red:
            self.rounds.odd()
        self.rounds.red()
        return True

    def is_hasty(self):
        """Whether the first red test decides, and nobody asks why."""
        return self.writing is not None and not self.flags & ALL_RESULTS

    def loading(self, plugin=None):
        ouro_haste.watch_methods(self, plugin.is_red if plugin else lambda error: True)
        if plugin:
            plugin.calls = ouro_haste.Calls(plugin, self)

    def configured(self, config):
        self.stand.config = config

    def start(self, name):
        self._enter(name, self.index.get(name, NOTHING))

    def finish(self, name, outcome, seconds, failure):
        self.stand.missed()
        self._note(name, outcome)
        if self.left is not None and self.left.pop(name, None) and not self.left and self.ends_with_last_test and self.writing is not None:
            self.complete = True
            self.session_over()

    def red(self, name):
        if self.is_hasty():
            self._note(name, "failed")

    def describe(self, error, output=""):
        return {}

    def problem(self, text):
        self._tell(BROKEN, -1)

    def _enter(self, unit, place):
        self._settle()
        self.unit = unit
        self.tank.refill(unit)
        self.stand.forks.put(place)

    def _settle(self):
        burnt = self.tank.burnt()
        self.total += burnt
        self.burns[self.unit] = self.burns.get(self.unit, 0) + burnt

    def _note(self, name, outcome):
        self.results.append((name, outcome))
        if self.writing is not None:
            self._judge(name, outcome)

    def _judge(self, name, outcome):
        if self.flags & ALL_RESULTS or outcome == "passed" or name in self.ignored:
            return
        verdict = self._verdict(name, outcome)
        if verdict is not None:
            self._tell(verdict, self.index.get(name, -1))

    def _verdict(self, name, outcome):
        if name not in self.names:
            if "::" in name and name.split("::")[0] in self.names:
                # A file that could not be loaded before: all of its tests are wanted green.
                return None if outcome == "skipped" else STILL_FAILING
            # A file that could be loaded before.
            return BROKEN if outcome == "error" and "::" not in name else None
        return BREAKS_PASSING if self.tier else STILL_FAILING

    def session_over(self):
        if not self.complete:
            self._tell(CRASHED, self.index.get(self.unit, -1))
        verdicts = [(self._verdict(name, outcome), name) for name, outcome in self.results
                    if outcome != "passed" and name not in self.ignored]
        red = [(verdict, name) for verdict, name in verdicts if verdict is not None]
        if red:
            self._tell(red[0][0], self.index.get(red[0][1], -1))
        self._tell(PLAUSIBLE, -1)

    def out_of_fuel(self, frame):
        if self.rounds is not None:
            self.rounds.out_of_fuel()
        self.results.append((self.unit, "timedout"))
        self._tell(OUT_OF_FUEL, self.index.get(self.unit, -1))

    def _tell(self, outcome, decided):
        """Reports and ends this process, whatever the program under test has on its stack."""
        if os.getpid() != self.tank.owner:
            os._exit(1)
        self._settle()
        passed = [] if self.tier else sorted({self.index[name] for name, result in self.results if result == "passed" and name in self.index})
        text = b""
        if self.flags & ALL_RESULTS:
            text = json.dumps({"results": self.results, "wrong": self._wrong(), "burns": self.burns}).encode("utf-8")
        ouro_wire.write_frame(self.writing, struct.pack(HEAD, outcome, decided, self.total, len(passed))
                              + struct.pack("<%dI" % len(passed), *passed) + text)
        os._exit(0)

    def _wrong(self):
        if not self.tier:
            return []
        return [name for name, outcome in self.results if outcome != "passed" and name in self.names]

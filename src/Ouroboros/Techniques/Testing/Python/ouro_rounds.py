"""One process tries several candidates, one after the other, as long as each leaves the program as it found it.

Only candidates that fail the first test are judged so, and only when all that the program remembers was the same at the end as at the
beginning. Whatever else comes up is left to a process of its own.
"""
import os
import struct

import ouro_verdict
import ouro_wire

HEAD = struct.Struct("<BBH")
RECORD = struct.Struct("<BQ")


class Red(BaseException):
    """Ends a test whose failure nobody will look at."""


class Rounds:
    """In the process that tries them. Does not come back from the last one."""

    def __init__(self, reporter, swapper, reach, plans, waiting):
        self.reporter = reporter
        self.swapper = swapper
        self.reach = reach
        self.plans = plans
        self.waiting = waiting
        self.verdicts = []
        self.before = ()
        self.burnt = reporter.total + reporter.tank.burnt()
        reach.begin()
        self._begin()

    def _begin(self):
        at = len(self.verdicts)
        if at == len(self.waiting):
            self._end(is_left=False)
        self.before = self.swapper.put(self.plans[self.waiting[at]])
        self.reach.try_luck_again()
        self.reporter.stand.forks.put(at)
        self.reporter.tank.refill(self.reporter.unit)

    def red(self):
        """The test failed: on to the next candidate."""
        self._judge(ouro_verdict.STILL_FAILING)
        self._begin()

    def odd(self):
        """It passed, or came to an end that somebody has to look at."""
        self._restore()
        self._end(is_left=True)

    def out_of_fuel(self):
        self._judge(ouro_verdict.OUT_OF_FUEL)
        if not self.reach.is_as_before():
            self.verdicts.pop()
            self._tell(False, True)
        self._tell(True, False)

    def _judge(self, outcome):
        self.verdicts.append((outcome, self.burnt + self.reporter.tank.burnt()))
        self._restore()

    def _restore(self):
        for function, code in self.before:
            function.__code__ = code

    def _end(self, is_left):
        self._tell(self.reach.is_as_before(), is_left)

    def _tell(self, is_clean, is_left):
        """How many were judged, and whether the one after them is left to itself."""
        if os.getpid() == self.reporter.tank.owner:
            ouro_wire.write_frame(self.reporter.writing, HEAD.pack(is_clean, is_left, len(self.verdicts))
                                  + b"".join(RECORD.pack(*verdict) for verdict in self.verdicts))
        os._exit(0)


class Course:
    """In the process that forks: which candidates still wait, and what became of the others."""

    # So often a process may end in doubt before all that wait are left to themselves.
    PATIENCE = 3

    def __init__(self, fit, test):
        self.waiting = [number for number, is_fit in enumerate(fit) if is_fit]
        self.told = [b""] * len(fit)
        self.test = test
        self.doubts = 0

    @property
    def goes_on(self):
        return bool(self.waiting) and self.doubts < self.PATIENCE

    def hear(self, data, at, is_endless):
        """What a process said, or that it died or took too long over the one at this place."""
        if data is None:
            place = self.waiting.pop(max(at, 0))
            if is_endless:
                # It had the processor all the while, so that no patience would help.
                self.told[place] = struct.pack(ouro_verdict.HEAD, ouro_verdict.OUT_OF_FUEL, self.test, 0, 0)
            else:
                self.doubts += 1
            return
        is_clean, is_left, count = HEAD.unpack_from(data)
        if is_clean:
            for place in range(count):
                outcome, fuel = RECORD.unpack_from(data, HEAD.size + place * RECORD.size)
                self.told[self.waiting[place]] = struct.pack(ouro_verdict.HEAD, outcome, self.test, fuel, 0)
            del self.waiting[:count + is_left]
        elif is_left:
            # It may have been this one that left something behind: once more without it.
            self.doubts += 1
            del self.waiting[count]
        else:
            self.doubts = self.PATIENCE

    def report(self):
        return b"".join(struct.pack("<I", len(told)) + told for told in self.told)

"""Tries candidates, one after the other, each in a fork of a process that stands right before the edited files are loaded."""
import collections
import importlib
import os
import shutil
import struct
import sys
import tempfile

import ouro_fuel
import ouro_paths
import ouro_soil
import ouro_verdict
import ouro_wire
import ouro_zygote
from ouro_swap import IN_FIXTURE, IN_TEST, LOADED

MOST_ZYGOTES = 16


PLAUSIBLE, STILL_FAILING, BREAKS_PASSING, OUT_OF_FUEL, TIMED_OUT, CRASHED, BROKEN, TROUBLE = b"PFBUTCXE"
ALL_RESULTS, PATIENT, TOGETHER = 1, 2, 8


def serve(job):
    """The server: reads candidates from standard input and answers on standard output until either ends."""
    asking = ouro_wire.move_high(os.dup(0))
    answering = ouro_wire.move_high(os.dup(1))
    null = os.open(os.devnull, os.O_RDWR)
    for fd in (0, 1, 2):
        os.dup2(null, fd)
    sys.stdin = open(0, "r", closefd=False)
    job["scratch"] = tempfile.mkdtemp(prefix="ouro-", dir=job.get("temporary"))
    server = None
    try:
        server = Server(job, (asking, answering))
        ouro_wire.write_frame(answering, b"R")
        while True:
            request = ouro_wire.read_frame(asking)
            if request is None:
                return
            try:
                if request[0] == TOGETHER:
                    told = server.try_together([read_request(part)[1] for part in ouro_wire.parts(request[1:])])
                else:
                    told = server.try_out(*read_request(request))
            except RuntimeError as error:
                told = answer(TROUBLE, -1, 0, (), str(error).encode("utf-8", "replace"))
            ouro_wire.write_frame(answering, told)
    finally:
        if server:
            server.close()
        shutil.rmtree(job["scratch"], ignore_errors=True)


def read_request(data):
    flags, count = struct.unpack_from("<BH", data, 0)
    at = 3
    edits = []
    for _ in range(count):
        kind, mode, length, size = struct.unpack_from("<BIHI", data, at)
        at += 11
        path = data[at:at + length].decode("utf-8")
        at += length
        edits.append((kind == ord("w"), path, mode, data[at:at + size]))
        at += size
    return flags, edits


def answer(outcome, decided, fuel, turned, text=b""):
    return struct.pack("<BiQI", outcome, decided, fuel, len(turned)) + struct.pack("<%dI" % len(turned), *turned) + text


class Server:
    def __init__(self, job, private):
        self.job = job
        self.private = private
        self.project = ouro_paths.Project(job["root"])
        self.tests = job["failing"] + job["guarding"]
        self.zygotes = collections.OrderedDict()
        self.codes = {}
        # Where a wanted file cannot be loaded, loading it is what candidates are tried for.
        self.ready = [[IN_TEST, IN_FIXTURE, LOADED] if all("::" in name for name in job["failing"]) else [],
                      [LOADED] if all("::" in name for name in job["guarding"]) else []]
        self.early = set()      # Keys whose zygotes cannot stand inside the session.
        self.soil = ouro_soil.Soil(job["root"], job["pristine"])
        self._warm()

    def _warm(self):
        """Loads what the project loads from elsewhere; anything that starts a thread here would be lost in every fork."""
        for name in self.job.get("warm") or []:
            if name.split(".")[0] in ("sitecustomize", "usercustomize"):
                continue
            try:
                importlib.import_module(name)
            except BaseException:
                continue
        if self.job["framework"] == "pytest":
            importlib.import_module("pytest")

    def try_together(self, candidates):
        """Answers, one after the other with their lengths before them; an empty one to a candidate that must be tried by itself."""
        told = None
        if IN_TEST in self.ready[0]:
            zygote = self._zygote(0, IN_TEST)
            plain = [{path: text for _, path, _, text in edits} if self._is_plain(edits) else {} for edits in candidates]
            if zygote is not None and zygote.takes_several and any(plain):
                told = zygote.try_together(plain, self.job["walls"][0])
                if told is None:
                    self._drop(0, IN_TEST)
                elif self.soil.is_soiled() or os.listdir(self.job["scratch"]):
                    told = None
                self.soil.restore(())
                ouro_verdict.empty(self.job["scratch"])
        return b"".join(struct.pack("<I", len(one)) + one for one in told or [b""] * len(candidates))

    def _is_plain(self, edits):
        return all(wrote and path.endswith(".py") and os.path.isfile(os.path.join(self.job["root"], path)) for wrote, path, _, _ in edits) and (
            frozenset(path for _, path, _, _ in edits) not in self.early)

    def try_out(self, flags, edits):
        key = frozenset(path for _, path, _, _ in edits)
        shape = any(not wrote or not os.path.exists(os.path.join(self.job["root"], path)) for wrote, path, _, _ in edits)
        if shape or any(not path.endswith(".py") for path in key):
            # Files that come, go or are read as data: nothing of the project may be loaded before.
            self.early.add(key)
        # Twice at most: a zygote may die of what was wrong before the candidate came.
        for _ in range(2):
            told = self._tiers(key, edits, flags)
            if told is not None:
                return told
            for tier in (0, 1):
                for place in (IN_TEST, IN_FIXTURE, LOADED, key):
                    self._drop(tier, place)
        return answer(CRASHED, -1, 0, ())

    def _tiers(self, key, edits, flags):
        """The verdict, or None when a zygote died under it."""
        first = self._tier(0, key, edits, flags)
        if first is None:
            return None
        if not self.job["guarding"] or first.died or first.outcome != PLAUSIBLE and not flags & ALL_RESULTS:
            return first.answer(0)
        second = self._tier(1, key, edits, flags)
        return None if second is None else second.answer(first.fuel, first)

    def _tier(self, tier, key, edits, flags):
        written = is_hopeless = False
        try:
            for place in [key] if key in self.early else self.ready[tier] + [key]:
                if is_hopeless and place != key:
                    continue
                if written and (tier, place) not in self.zygotes:
                    self.soil.restore(key)
                    written = False
                # Made before the edits are written, for it stands on the unedited program.
                zygote = self._zygote(tier, place)
                if zygote is None:
                    continue
                if not written:
                    self.soil.write(edits)
                    written = True
                told = zygote.try_out(flags, self.job["walls"][tier] * (3 if flags & PATIENT else 1), key)
                if told not in (ouro_zygote.UNFIT, ouro_zygote.HOPELESS):
                    ouro_verdict.empty(self.job["scratch"])
                    return told
                is_hopeless = told == ouro_zygote.HOPELESS
            return None
        finally:
            if written:
                self.soil.restore(key)

    def _zygote(self, tier, key):
        zygote = self.zygotes.get((tier, key))
        if zygote is not None:
            self.zygotes.move_to_end((tier, key))
            return zygote
        while len(self.zygotes) >= MOST_ZYGOTES:
            self.zygotes.popitem(last=False)[1].close()
        if isinstance(key, str):
            zygote = self._stand(tier, key, False)
            if zygote is None:
                self.ready[tier].remove(key)
                return None
        else:
            zygote = self._open(tier, key)
        self.zygotes[(tier, key)] = zygote
        return zygote

    def _open(self, tier, key):
        """A zygote that gives the unedited program the verdicts it is known to deserve."""
        for early in ((True,) if key in self.early else (False, True)):
            zygote = self._stand(tier, key, early)
            if zygote is not None:
                return zygote
            self.early.add(key)
        raise RuntimeError("The fork server cannot run the unedited tests: %s" % self.trouble)

    def _stand(self, tier, key, early):
        zygote = ouro_zygote.Zygote(self, tier, key, early)
        if zygote.ready and not self.soil.is_soiled():
            wrong = zygote.calibrate()
            ouro_verdict.empty(self.job["scratch"])
            self.soil.restore(())
            if wrong is not None and (not wrong or early):
                zygote.ignore(wrong)
                return zygote
        self.trouble = zygote.trouble
        zygote.close()
        ouro_verdict.empty(self.job["scratch"])
        self.soil.restore(())
        return None

    def _drop(self, tier, key):
        zygote = self.zygotes.pop((tier, key), None)
        if zygote is not None:
            zygote.close()

    def close(self):
        for zygote in self.zygotes.values():
            zygote.close()

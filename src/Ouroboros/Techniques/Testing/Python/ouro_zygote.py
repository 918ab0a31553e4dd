"""The server's view of a process that stands still at the moment the edited files would be loaded, and forks there for each candidate."""
import json
import marshal
import os
import select
import signal
import traceback

import ouro_forks
import ouro_stand
import ouro_verdict
import ouro_wire

# The answer to a candidate that only loading the program anew can try.
UNFIT, HOPELESS = ouro_stand.UNFIT, ouro_stand.HOPELESS


class Zygote:
    """One that can swap functions has a planner beside it: a process of the same loaded program that never forks, so that all the
    reading and compiling dirties no page which the next fork must copy."""

    def __init__(self, server, tier, key, early):
        self.server = server
        self.job = server.job
        self.trouble = ""
        asking, self._ask = os.pipe()
        self._hear, answering = os.pipe()
        self._plans = isinstance(key, str)
        planning, self._show = os.pipe() if self._plans else (-1, -1)
        self._look, planned = os.pipe() if self._plans else (-1, -1)
        ours, theirs = self._ends(), [asking, answering] + [planning, planned] * self._plans
        self.pid = os.fork()
        if self.pid == 0:
            try:
                relayed = os.dup(self._ask) if self._plans else -1
                for fd in server.private + ours + (server.soil.fd,):
                    if fd >= 0:
                        os.close(fd)
                for other in server.zygotes.values():
                    other.forget()
                if self._plans:
                    theirs.append(relayed)
                moved = [ouro_wire.move_high(fd) for fd in theirs]
                ouro_stand.Stand(server, tier, key, early, ouro_forks.Forks(self.job, tier, *moved[:2]), *moved[2:]).run()
            except BaseException:
                traceback.print_exc()
            finally:
                os._exit(70)
        for fd in theirs:
            os.close(fd)
        self.takes_several = False
        self.ready = self._get_ready(self.job["walls"][tier] + 120)

    def _ends(self):
        return (self._ask, self._hear) + ((self._show, self._look) if self._plans else ())

    def _get_ready(self, seconds):
        if not select.select([self._hear], [], [], seconds)[0]:
            self.trouble = "it took too long to start"
            return False
        said = ouro_wire.read_frame(self._hear)
        if said is None or said[:1] != ouro_forks.READY:
            self.trouble = said[1:].decode("utf-8", "replace") if said else ""
            return False
        self.takes_several = bool(said[1])
        # Others need not compile it again.
        self.server.codes.update(marshal.loads(said[2:]))
        return True

    def calibrate(self):
        """Tries the unedited program. The guarding tests that are red for it, or None when it cannot be tried at all."""
        # Where a test waits for ever, all others are over long before.
        patience = 2 if self.job.get("last") else 4
        wall = patience * sum(self.job["walls"]) + (0 if self.job.get("last") else 30)
        result = self.try_out(ouro_verdict.ALL_RESULTS | ouro_verdict.CALIBRATE, wall)
        return None if result is None else result.wrong

    def ignore(self, names):
        ouro_wire.write_frame(self._ask, b"I" + json.dumps(names).encode("utf-8"))
        ouro_wire.read_lone_frame(self._hear)

    def try_out(self, flags, wall, paths=()):
        """The report; None when the zygote died; UNFIT or HOPELESS when it cannot try this one."""
        request = b"T" + ouro_forks.REQUEST.pack(flags, wall)
        try:
            if not self._plans or not paths:
                ouro_wire.write_frame(self._ask, request)
                said = ouro_wire.read_lone_frame(self._hear)
            else:
                # The planner hands it on to the zygote, unless nothing can be planned.
                ouro_wire.write_frame(self._show, request + json.dumps(sorted(paths)).encode("utf-8"))
                said = ouro_wire.read_lone_frame(select.select([self._hear, self._look], [], [])[0][0])
        except OSError:
            said = None
        return said if said in (None, UNFIT, HOPELESS) else ouro_verdict.Told(said)

    def try_together(self, edits, wall):
        """The reports on several candidates that edit function bodies, given as texts by path; empty where one must be tried by itself. None when
        the zygote died."""
        try:
            ouro_wire.write_frame(self._show, b"M" + ouro_forks.REQUEST.pack(0, wall) + marshal.dumps(edits))
            said = ouro_wire.read_lone_frame(select.select([self._hear, self._look], [], [])[0][0])
        except OSError:
            said = None
        return None if said is None else ouro_wire.parts(said)

    def forget(self):
        for fd in self._ends():
            os.close(fd)

    def close(self):
        self.forget()
        for end in (lambda: os.killpg(self.pid, signal.SIGKILL), lambda: os.kill(self.pid, signal.SIGKILL)):
            try:
                end()
            except OSError:
                pass
        os.waitpid(self.pid, 0)

"""One bug: ouro repairs a private copy, the visible suite is run afresh, and the hidden checker judges the patch and its rivals."""
import json
import shutil
import tempfile
from pathlib import Path

from . import bugs, processes

# Over the limit that ouro itself is given: the final test run and leaving in order take their time.
GRACE = 60
CHECK = 300
SUITE = 300
# A suite that hangs is red as well.
HANGS = 30


class Trial:
    def __init__(self, bug, ouro, seconds, ground, most_judged=40):
        self.bug, self.ouro, self.seconds, self.ground, self.most_judged = bug, ouro, seconds, Path(ground), most_judged

    def run(self):
        with tempfile.TemporaryDirectory(prefix="bug-", dir=str(self.ground)) as place:
            place = Path(place)
            copy = self._copy(place / self.bug.name)
            (place / "home").mkdir()
            outcome = processes.run(
                [str(self.ouro), "repair", str(copy), "--auto-apply", "--max-risk", "1", "--json", "--time", str(self.seconds)]
                + (["--test", self.bug.test] if self.bug.test else []),
                place, self.seconds + GRACE, place / "home", whole_output=True)
            story = _story(outcome.out)
            result = self._measured(outcome, story)
            self._judge(result, story, copy, place)
            return result

    def prove(self):
        """Whether the bug is one: the visible suite is red and the checker refuses the program as it stands. The reason when not."""
        with tempfile.TemporaryDirectory(prefix="bug-", dir=str(self.ground)) as place:
            copy = self._copy(Path(place) / self.bug.name)
            passed, why = self._check(copy)
            if passed:
                return f"the checker accepts the program as it stands: {why}"
            suite = processes.run(self.bug.suite(), copy, HANGS, patience=2)
            return "the visible tests pass as they stand" if suite.code == 0 else None

    def _measured(self, outcome, story):
        search = story.get("search_seconds") or 0
        candidates = story.get("candidates") or 0
        trouble = "" if story else f"no JSON, exit {outcome.code}: {outcome.err.strip()[-400:]}"
        if outcome.timed_out:
            trouble = f"did not keep to {self.seconds} s"
        return {
            "exit": outcome.code, "result": story.get("result"), "reason": story.get("reason"), "trouble": trouble,
            "total": round(outcome.seconds, 2), "peak_mb": round(outcome.peak_mb, 1),
            "candidates": candidates, "search_seconds": search, "per_second": round(candidates / search, 1) if search > 0 else None,
            "first_plausible": story.get("first_plausible_seconds"), "plausible_patches": story.get("plausible") or 0,
        }

    def _judge(self, result, story, copy, place):
        patch = story.get("patch") or {}
        applied = result["exit"] == 0 and result["result"] == "achieved"
        green = applied and processes.run(self.bug.suite(), copy, SUITE).code == 0
        if applied and not green:
            result["trouble"] = "it says repaired, and the visible suite is red"
        correct, why = self._check(copy) if green else (False, "")
        # What a run under the limit found and did not apply is judged with the set.
        rivals = story.get("alternatives") or []
        if not applied and patch.get("diff"):
            rivals = [patch] + rivals
        rank, judged = (1, 0) if correct else self._best_of(rivals, place, 2 if applied else 1)
        result.update({
            "plausible": green, "correct_first": correct, "correct_in_set": rank is not None, "correct_rank": rank,
            "rivals": len(rivals), "rivals_judged": judged, "verdict": why.strip()[-400:],
            "operator": patch.get("operator"), "risk": patch.get("risk"), "diff": patch.get("diff"),
        })

    def _best_of(self, rivals, place, first):
        judged = 0
        for rank, rival in enumerate(rivals[:self.most_judged], first):
            if not rival.get("diff"):
                continue
            copy = self._copy(place / "rival" / self.bug.name)
            try:
                judged += 1
                if _applies(rival["diff"], copy) and self._check(copy)[0]:
                    return rank, judged
            finally:
                shutil.rmtree(str(copy), ignore_errors=True)
        return None, judged

    def _check(self, repo):
        verdict = processes.run(self.bug.checker() + [str(repo)], self.bug.hidden, CHECK)
        if verdict.code not in (0, 1) or verdict.timed_out:
            return False, f"checker ended with {verdict.code}: {verdict.out[-200:]} {verdict.err[-400:]}"
        return verdict.code == 0, verdict.out

    def _copy(self, to):
        shutil.copytree(str(self.bug.repo), str(to), symlinks=True, ignore=shutil.ignore_patterns(*bugs.LEFT_BY_RUNS))
        return to


def _applies(diff, copy):
    patch = copy.parent / "rival.patch"
    patch.write_bytes(diff.encode("utf-8"))
    return processes.run(["git", "apply", "--whitespace=nowarn", str(patch)], copy, 30).code == 0


def _story(text):
    try:
        story = json.loads(text)
    except ValueError:
        return {}
    return story if isinstance(story, dict) else {}

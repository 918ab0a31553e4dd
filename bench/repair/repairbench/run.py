"""The entry of bench/repair/run."""
import argparse
import concurrent.futures
import hashlib
import json
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from . import bugs, processes, results
from .trial import Trial

ROOT = Path(__file__).resolve().parents[3]


def arguments(words):
    parser = argparse.ArgumentParser(prog="bench/repair/run", description="Repairs a directory of bugs and judges the patches by checkers that ouro never sees.")
    parser.add_argument("directory", help="holds one folder a bug, see bench/repair/README.md")
    parser.add_argument("--seconds", type=int, default=60, help="what ouro may take for one bug (60)")
    parser.add_argument("--jobs", type=int, default=1, help="how many bugs at once (1); more make the times worthless")
    parser.add_argument("--only", default="*", metavar="PATTERN", help="only bugs of such a name, as in the shell")
    parser.add_argument("--out", metavar="FILE", help="JSON lines, one as each bug ends; what stands there for the same bug, limit and build is not run again")
    parser.add_argument("--rivals", type=int, default=40, metavar="N", help="how many alternatives are judged where the applied patch is wrong (40)")
    parser.add_argument("--ouro", default=str(ROOT / "ouro"), metavar="PATH", help="the command under test")
    parser.add_argument("--prove", action="store_true", help="repair nothing: check that every suite is red and every checker refuses the program as it stands")
    parser.add_argument("--json", action="store_true", help="print the results and the summary as one JSON object instead of the table")
    return parser.parse_args(words)


def main(words):
    options = arguments(words)
    signal.signal(signal.SIGTERM, lambda *_: _interrupt())
    try:
        chosen = bugs.found_in(options.directory, options.only)
    except bugs.BadBug as error:
        print(f"bench/repair/run: {error}", file=sys.stderr)
        return 64
    if not processes.offline():
        print("not root: the network is not cut off", file=sys.stderr)
    with tempfile.TemporaryDirectory(prefix="ouro-bench-") as ground:
        try:
            return prove(chosen, ground, options) if options.prove else measure(chosen, ground, options)
        except (KeyboardInterrupt, processes.Stopped):
            return 130


def measure(chosen, ground, options):
    ouro, build = pinned(Path(options.ouro), Path(ground))
    stamps = {bug.name: {"bug": bug.name, "language": bug.language, "kind": bug.kind, "seconds": options.seconds, "build": build,
                         "fingerprint": bug.fingerprint()} for bug in chosen}
    known = {name: r for name, r in results.read(options.out).items() if stamps.get(name, {}).items() <= r.items()} if options.out else {}
    done = [known[bug.name] for bug in chosen if bug.name in known]
    ledger = results.Ledger(options.out)
    if not options.json:
        print(results.HEAD, flush=True)
        for result in done:
            print(results.row(result), flush=True)

    def keep(bug, outcome):
        result = dict(stamps[bug.name], **outcome)
        ledger.add(result)
        done.append(result)
        if not options.json:
            print(results.row(result), flush=True)

    waiting = [bug for bug in chosen if bug.name not in known]
    complete = each(waiting, lambda bug: Trial(bug, ouro, options.seconds, ground, options.rivals).run(), options.jobs, keep)
    if options.json:
        print(json.dumps({"summary": results.summary(done), "results": done}, indent=2))
    else:
        print(results.summary(done))
    return 0 if complete else 130


def prove(chosen, ground, options):
    bad = []

    def keep(bug, problem):
        if problem:
            bad.append(bug.name)
            print(f"{bug.name}: {problem}", flush=True)

    complete = each(chosen, lambda bug: Trial(bug, None, 0, ground).prove(), options.jobs, keep)
    if not complete:
        return 130
    print(f"{len(chosen)} bugs, {len(bad)} of them none")
    return 1 if bad else 0


def each(waiting, work, jobs, keep):
    """Runs the work on a few at once and hands each result over as it comes; false when it was interrupted."""
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        running, complete = {}, False
        try:
            for bug in waiting:
                running[pool.submit(work, bug)] = bug
            for ended in concurrent.futures.as_completed(running):
                keep(running[ended], ended.result())
            complete = True
        except (KeyboardInterrupt, processes.Stopped):
            print("interrupted: what has ended is kept", file=sys.stderr)
        finally:
            # Whatever ends this early, nothing that was started outlives it; the last one started may not even be written down yet.
            if not complete:
                processes.STOP.set()
                for future in running:
                    future.cancel()
        return complete


def pinned(command, ground):
    """A copy of the build as it is now, so that sources edited meanwhile change nothing, and a name for it."""
    subprocess.run([str(command), "--version"], check=True, stdout=subprocess.DEVNULL)
    published = command.resolve().parent / ".build" / "ouro"
    if not published.is_dir():
        return command.resolve(), hashlib.sha256(command.read_bytes()).hexdigest()[:16]
    place = ground / "ouro"
    shutil.copytree(str(published.resolve()), str(place / ".build" / "ouro"))
    shutil.copy2(str(command.resolve()), str(place / "ouro"))
    text = hashlib.sha256()
    for library in sorted((place / ".build" / "ouro").glob("[oO]uro*.dll")):
        text.update(library.read_bytes())
    return place / "ouro", text.hexdigest()[:16]


def _interrupt():
    raise KeyboardInterrupt()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

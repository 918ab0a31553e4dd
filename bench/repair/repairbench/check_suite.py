"""python3 check.py REPO: 0 when the whole original suite, tests held out included, passes on a copy of the project with its tests put back."""
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)


def main(repo):
    import tally

    with open(os.path.join(HERE, "plan.json"), encoding="utf-8") as file:
        plan = json.load(file)
    with tempfile.TemporaryDirectory() as place:
        copy = os.path.join(place, "project")
        shutil.copytree(repo, copy, symlinks=True, ignore=shutil.ignore_patterns(".ouroboros", "__pycache__", ".pytest_cache"))
        for path in plan["tests"]:
            os.makedirs(os.path.dirname(os.path.join(copy, path)), exist_ok=True)
            shutil.copyfile(os.path.join(HERE, "suite", path), os.path.join(copy, path))
        process = subprocess.Popen(["bash", "-c", plan["command"]], cwd=copy, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                   start_new_session=True, env=dict(os.environ, NO_COLOR="1", PYTHONDONTWRITEBYTECODE="1"))
        try:
            said = process.communicate(timeout=plan["seconds"])[0].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            said = "the suite did not end\n"
        finally:
            try:
                os.killpg(process.pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
            process.wait()
    counts = tally.of(said)
    print("\n".join(said.strip().splitlines()[-3:]))
    # Fewer that pass than before would mean that some were lost on the way.
    return 0 if process.returncode == 0 and counts and counts[1] == 0 and counts[0] >= plan["passed"] else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

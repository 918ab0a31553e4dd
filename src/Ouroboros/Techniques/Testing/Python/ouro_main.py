"""Entry of everything Ouroboros runs inside a Python project.

Reads a job (JSON) from standard input and hands it on. Standard output of this process carries results; tests never see it.
"""
import json
import os
import sys


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    if here not in sys.path:
        sys.path.insert(0, here)

    import ouro_supervise
    import ouro_wire

    first = ouro_wire.read_frame(0)
    job = json.loads(first.decode("utf-8"))

    # Modules of ours that a session needs are loaded before the project's own directories come first in the search path.
    import ouro_behave
    import ouro_compare
    import ouro_session
    import ouro_synth
    import ouro_trials

    sys.path[:] = [p for p in sys.path if os.path.abspath(p or ".") != here]
    os.chdir(job["root"])
    if job.get("root_on_path", True):
        # What `python -m` does.
        sys.path.insert(0, job["root"])

    if job["kind"] == "trials":
        ouro_trials.serve(job)
    elif job["kind"] == "behave":
        ouro_behave.run(job, ouro_compare.run)
    elif job["kind"] == "think":
        ouro_behave.run(job, ouro_synth.run)
    elif job["kind"] == "command":
        ouro_supervise.run_command(job)
    else:
        ouro_supervise.run(job, ouro_session.run)


if __name__ == "__main__":
    main()

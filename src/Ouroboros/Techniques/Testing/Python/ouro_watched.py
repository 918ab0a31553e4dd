"""Runs the tests in this process for somebody who looks on; nobody wants their events."""
import random

import ouro_fuel
import ouro_session
import ouro_verdict


class Watched(ouro_session.Reporter):
    """Sees to the fuel of each test."""

    def __init__(self, project, selection, tank, probe, problem):
        super().__init__(ouro_verdict.Silence(), project, selection)
        self.tank = tank
        self.probes.append(probe)
        self.problem = problem

    def describe(self, error, output=""):
        return {}


def run(job, project, loading, tank, probe, problem=lambda text: None):
    """Afterwards the tank is as good as endless.

    loading: compiles the project's files, see ouro_fuel.Plain.
    problem: takes in words what kept tests from running.
    """
    ouro_fuel.install(project, loading)
    random.seed(0)
    ouro_session.framework(job)(job, Watched(project, job["selection"], tank, probe, problem), False)
    tank.default = 1 << 40
    tank.refill("")

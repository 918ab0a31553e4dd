"""(in the making)"""


def serve(job):
    raise NotImplementedError

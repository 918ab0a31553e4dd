"""Describes an exception by its type, message and frames, whatever the exception's own code does."""
import os

MESSAGE_LIMIT = 4000
OUTPUT_LIMIT = 8000
FRAME_LIMIT = 60
OWN = os.path.dirname(os.path.abspath(__file__)) + os.sep


def shorten(text, limit):
    if len(text) <= limit:
        return text
    half = limit // 2
    return "%s\n... %d characters left out ...\n%s" % (text[:half], len(text) - limit, text[-half:])


def describe(error, project, output=""):
    frames = []
    _collect(error, project, frames, set())
    return describe_text(type(error).__name__, _message(error, frames, project), output, frames)


def describe_text(kind, message, output="", frames=()):
    return {"exception": kind, "message": shorten(message, MESSAGE_LIMIT), "frames": _written(frames),
            "output": shorten(output, OUTPUT_LIMIT)}


def stack(frame, project):
    """The frames of a running stack, outermost first."""
    frames = []
    while frame is not None:
        _add(frames, frame.f_code.co_filename, frame.f_lineno, frame.f_code.co_name, project)
        frame = frame.f_back
    frames.reverse()
    return _written(_from_project(frames))


def _written(frames):
    frames = list(frames)
    if len(frames) > FRAME_LIMIT:
        # A runaway recursion: both of its ends tell more than its middle.
        frames = frames[:FRAME_LIMIT // 3] + frames[-(FRAME_LIMIT - FRAME_LIMIT // 3):]
    return [{"path": path, "line": line, "function": function} for path, line, function, _ in frames]


def _collect(error, project, frames, seen):
    """The frames of the error itself, then those of what caused it: the innermost truth comes last."""
    if error is None or id(error) in seen or len(seen) > 8:
        return
    seen.add(id(error))
    own = []
    entry = getattr(error, "__traceback__", None)
    while entry is not None:
        _add(own, entry.tb_frame.f_code.co_filename, entry.tb_lineno, entry.tb_frame.f_code.co_name, project)
        entry = entry.tb_next
    frames.extend(_from_project(own))
    if isinstance(error, SyntaxError) and error.filename and error.lineno:
        _add(frames, error.filename, error.lineno, "<module>", project)
    cause = error.__cause__
    if cause is None and not error.__suppress_context__:
        cause = error.__context__
    _collect(cause, project, frames, seen)


def _add(frames, path, line, function, project):
    if path.startswith("<frozen") or path.startswith(OWN):
        return
    inside = project.relative(path)
    frames.append((inside or path, line or 1, function, inside is not None))


def _from_project(frames):
    """Without the test framework's own frames before the first one of the project."""
    for index, frame in enumerate(frames):
        if frame[3]:
            return frames[index:]
    return []


def _message(error, frames, project):
    try:
        text = str(error)
    except BaseException:
        text = "(its message could not be read)"
    if not text and isinstance(error, AssertionError) and frames:
        import linecache
        text = linecache.getline(os.path.join(project.root, frames[-1][0]), frames[-1][1]).strip()
    # Where the private copy lies means nothing to a person.
    return text.replace(project.root + os.sep, "")

"""A cache and a limit before a slow function."""


class Refused(Exception):
    def __init__(self, caller, retry_after):
        super().__init__(f"{caller} asks too often; try again in {retry_after:g} s")
        self.caller = caller
        self.retry_after = retry_after


class Front:
    """Cached answers are free: only calls that reach the function count against the limit."""

    def __init__(self, function, cache, limit):
        self._function = function
        self._cache = cache
        self._limit = limit

    def ask(self, caller, question):
        missing = object()
        answer = self._cache.get(question, missing)
        if answer is not missing:
            return answer
        if not self._limit.allow(caller):
            raise Refused(caller, self._limit.wait(caller))
        answer = self._function(question)
        self._cache.put(question, answer)
        return answer

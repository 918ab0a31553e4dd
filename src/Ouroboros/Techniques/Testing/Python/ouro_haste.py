"""Tells that a test is red as soon as nothing can make it green any more, before its framework looks at the failure from all sides."""
import functools
import inspect
import sys
import types
import unittest
import unittest.case

import ouro_rounds
import ouro_swap


class Calls:
    """Calls the functions of pytest's tests, last of all: what pytest does before is over when candidates begin."""

    def __init__(self, plugin, reporter):
        self.plugin = plugin
        self.reporter = reporter
        self.chain = ()
        self.function = None
        self._hasten_asserts()

    def put_in(self, item):
        """Whether it could take the place of the test's function."""
        function = item.obj
        code = getattr(function, "__code__", None)
        plain = isinstance(function, (types.FunctionType, types.MethodType)) and code is not None and not code.co_flags & (
            inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR | inspect.CO_ITERABLE_COROUTINE)
        self.function, self.chain = None, ()
        if not plain or self.plugin.reruns:
            return False

        @functools.wraps(function)
        def call(*args, **kwargs):
            item.obj = function
            self.chain = item.listchain()
            self.function = code
            self.reporter.calling((function, args, kwargs))
            return self._call(function, args, kwargs)

        item.obj = call
        return True

    def _call(self, function, args, kwargs):
        try:
            while True:
                try:
                    result = function(*args, **kwargs)
                except BaseException as error:
                    if not self.reporter.goes_on(self._is_red(error)):
                        raise
                else:
                    self.reporter.goes_on(False)
                    return result
        finally:
            self.function = None

    def _is_red(self, error):
        return not isinstance(error, self.plugin.milder) and not self._is_expected()

    def _is_expected(self):
        for node in self.chain:
            for mark in node.own_markers:
                if mark.name == "xfail":
                    return True
        return False

    def _hasten_asserts(self):
        """An assertion of a test function that has no handler of its own fails the test, and nobody reads its explanation."""
        from _pytest.assertion import rewrite
        ours = Calls._call.__code__

        def before(explain):
            def hastened(*args):
                frame = sys._getframe(1)
                if (frame.f_code is self.function and frame.f_back.f_code is ours and self.reporter.is_hasty()
                        and not self.plugin.explains_all and not ouro_swap.handles(frame.f_code) and not self._is_expected()):
                    if self.reporter.rounds is not None:
                        raise ouro_rounds.Red
                    self.reporter.red(self.reporter.unit)
                return explain(*args)
            return hastened

        for name in ("_call_reprcompare", "_saferepr", "_format_explanation"):
            explain = getattr(rewrite, name, None)
            if explain is not None:
                setattr(rewrite, name, before(explain))


def watch_methods(reporter, is_red):
    """Methods of test cases, called by unittest itself or on behalf of pytest."""
    case_call = unittest.TestCase._callTestMethod
    own_run = unittest.TestCase.run
    milder = (unittest.SkipTest, KeyboardInterrupt) + tuple(filter(None, [getattr(unittest.case, "_ShouldStop", None)]))

    def call(case, method):
        reporter.calling((method,))
        while True:
            try:
                result = case_call(case, method)
            except BaseException as error:
                expected = getattr(method, "__unittest_expecting_failure__", False) or getattr(case, "__unittest_expecting_failure__", False)
                # A class with a way of its own to run tests may try again.
                if not reporter.goes_on(type(case).run is own_run and not expected and not isinstance(error, milder) and is_red(error)):
                    raise
            else:
                reporter.goes_on(False)
                return result

    unittest.TestCase._callTestMethod = call

"""The bare loop: candidates' functions put into the loaded program one after the other, and the first failing test called, with no care taken.

bare.py ROOT TEST CANDIDATES.json — candidates are [path, text] pairs; prints how many a second. Its verdicts are worth nothing.
"""
import ast
import gc
import json
import os
import sys
import time
import types

import pytest

root, test, place = sys.argv[1:4]
candidates = json.load(open(place))
os.chdir(root)
sys.path.insert(0, root)


class Loop:
    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_call(self, item):
        case = getattr(item, "_testcase", None)
        if case is not None:
            case.setUp()
        arguments = {} if case is not None else {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
        live = {}
        for thing in gc.get_objects():
            if type(thing) is types.FunctionType and thing.__code__.co_filename.startswith(root + os.sep):
                live.setdefault((thing.__code__.co_filename, thing.__code__.co_name, thing.__code__.co_firstlineno), []).append(thing)
        begun = time.perf_counter()
        for path, text in candidates:
            full = os.path.join(root, path)
            before = []
            pending = [compile(ast.parse(text, full), full, "exec", dont_inherit=True)]
            while pending:
                for const in pending.pop().co_consts:
                    if isinstance(const, types.CodeType):
                        pending.append(const)
                        for function in live.get((full, const.co_name, const.co_firstlineno), ()):
                            if const.co_freevars == function.__code__.co_freevars:
                                before.append((function, function.__code__))
                                function.__code__ = const
            try:
                item.obj(**arguments)
            except BaseException:
                pass
            for function, code in before:
                function.__code__ = code
        sys.__stdout__.write("%.1f\n" % (len(candidates) / (time.perf_counter() - begun)))
        sys.__stdout__.flush()
        os._exit(0)


sys.__stdout__ = os.fdopen(os.dup(1), "w")
pytest.main([test, "-q", "-p", "no:cacheprovider", "--rootdir=" + root], plugins=[Loop()])

#!/usr/bin/env python3
"""Runs the scripts of this folder, each in a fork of one process: importing PyTorch takes seconds.

Every line of standard input is a request, {"script": FILE, "arguments": [..], "output": FILE, "error": FILE}; every line of
standard output is the exit code of that script, whose own streams went into the two files.
"""
import json
import os
import runpy
import sys
import traceback

# None of these starts a thread before it computes, so that a fork is a whole process.
for module in ("numpy", "PIL.Image", "torch", "torchvision"):
    try:
        __import__(module)
    except ImportError:
        pass


def run(request):
    for stream, path in ((1, request["output"]), (2, request["error"])):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), stream)
    sys.stdin.close()
    sys.argv = [request["script"], *request["arguments"]]
    try:
        runpy.run_path(request["script"], run_name="__main__")
        return 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


for line in sys.stdin:
    child = os.fork()
    if child == 0:
        os._exit(run(json.loads(line)))
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)

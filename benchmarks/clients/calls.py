"""What the Python scripts of this folder share: their arguments, one line a call, and a summary.

A script names its calls one after the other:

    calls = Calls("python sdk")
    client = calls.run("constructor", lambda: VLMRun(base_url=..., api_key=...))
    calls.run("files.list", lambda: client.files.list(), lambda files: require(files, "no files"))
    sys.exit(calls.finish(at_least=60))

A call that fails is a line and a stack trace; the next one runs all the same. A call whose input comes from one that
failed fails too, with a line of its own: nothing is skipped in silence.
"""

import argparse
import base64
import pathlib
import sys
import time
import traceback
import uuid

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "examples"
RECEIPT = EXAMPLES / "receipt.png"
INVOICE = EXAMPLES / "invoice.pdf"
FACE = EXAMPLES / "astronaut.jpg"
CAT = EXAMPLES / "cat.jpg"

MODEL = "vlmrun-orion-1:auto"
SUM = "What is 12 * 12?"
SUM_ANSWER = "144"
FACES = "Count the faces in this photo"
BLUR = "Blur the faces"
RECEIPT_TOTAL = "What is the total of this receipt?"


class NeedsEarlierCall(Exception):
    """An earlier call, whose result this one needs, has failed."""


class Missing:
    """Stands for the result of a call that failed: whoever uses it fails too, and says why."""

    def __init__(self, name):
        object.__setattr__(self, "_name", name)

    def __getattribute__(self, attribute):
        if attribute == "__class__":
            return Missing
        raise NeedsEarlierCall(f"needs what \"{object.__getattribute__(self, '_name')}\" did not give")

    def __getitem__(self, key):
        raise NeedsEarlierCall(f"needs what \"{object.__getattribute__(self, '_name')}\" did not give")

    def __str__(self):
        return self.value


class Calls:
    """Runs the calls of one client and counts how they went."""

    def __init__(self, client):
        self.client = client
        self.passed = 0
        self.failed = []
        self.began = time.monotonic()

    def run(self, name, call, check=None):
        """The call's result, after `check` has looked at it; a stand-in where either failed."""
        began = time.monotonic()
        try:
            result = call()
            if check is not None:
                check(result)
        except Exception as failure:  # Every kind of failure is a line, and then the next call.
            self.failed.append(name)
            print(f"FAIL {time.monotonic() - began:7.2f} s  {name}", flush=True)
            if isinstance(failure, NeedsEarlierCall):
                print(f"     {failure}", flush=True)
            else:
                traceback.print_exc(file=sys.stdout)
            return Missing(name)
        self.passed += 1
        print(f"ok   {time.monotonic() - began:7.2f} s  {name}", flush=True)
        return result

    def refused(self, name, kind, call, *texts, status=None):
        """A call that must raise an error of this kind, with these texts in its message."""

        def expect():
            try:
                call()
            except NeedsEarlierCall:
                raise
            except kind as error:
                for text in texts:
                    require(text in str(error), f"{text!r} is not in {str(error)!r}")
                if status is not None:
                    given = getattr(error, "http_status", None) or getattr(error, "status_code", None)
                    require(given == status, f"status {given} instead of {status}: {error}")
                return error
            raise AssertionError("nothing was raised")

        return self.run(name, expect)

    def finish(self, at_least):
        """Prints the summary and gives the exit code."""
        made = self.passed + len(self.failed)
        seconds = time.monotonic() - self.began
        print(f"{self.client}: {self.passed} of {made} calls passed in {seconds:.1f} s", flush=True)
        for name in self.failed:
            print(f"  failed: {name}", flush=True)
        if made < at_least:
            print(f"  only {made} calls were made, at least {at_least} are meant to be", flush=True)
            return 1
        return 1 if self.failed else 0


def require(condition, why):
    if not condition:
        raise AssertionError(why)


def same(given, wanted):
    require(given == wanted, f"{given!r} instead of {wanted!r}")


def contains(text, *parts):
    for part in parts:
        require(part in text, f"{part!r} is not in {text!r}")


def data_uri(path, media_type):
    return f"data:{media_type};base64," + base64.b64encode(pathlib.Path(path).read_bytes()).decode()


def own_copy(given, path, name=None):
    """A copy with some bytes of no meaning at its end: no other run has uploaded the same content."""
    copy = given.work / (name or path.name)
    copy.write_bytes(path.read_bytes() + b"\n%" + uuid.uuid4().hex.encode())
    return copy


def picture_part(path=FACE, media_type="image/jpeg"):
    return {"type": "image_url", "image_url": {"url": data_uri(path, media_type)}}


def user(*parts):
    """One message of the user; texts and parts in any order."""
    content = [{"type": "text", "text": part} if isinstance(part, str) else part for part in parts]
    return [{"role": "user", "content": content}]


def arguments(description):
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server", help="address of a running server, for example http://127.0.0.1:8080")
    parser.add_argument("--key", default="none", help="a key the server accepts")
    parser.add_argument("--other-key", help="another key it accepts, which must see nothing of the first one's")
    parser.add_argument("--work", default="build/clients/work", help="folder for what the clients write")
    given = parser.parse_args()
    given.work = pathlib.Path(given.work).resolve()
    given.work.mkdir(parents=True, exist_ok=True)
    given.api = given.server.rstrip("/") + "/v1"
    return given

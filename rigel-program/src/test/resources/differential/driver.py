"""Evaluates snippets for the differential test: each is Python whose last line is an expression.

Reads and writes frames: the number of bytes in decimal, a line end, the bytes (UTF-8).
"""
import ast
import signal
import sys
import warnings

STDIN = sys.stdin.buffer
STDOUT = sys.stdout.buffer


def shown(value, outer=()):
    """Like repr, but with sets in a fixed order, and only the kind of what has no value."""
    if id(value) in outer:
        return "..."
    inner = outer + (id(value),)
    if value is None or isinstance(value, (bool, float, str, range)):
        return repr(value)
    if isinstance(value, int):
        return repr(value) if abs(value) < 10**4000 else hex(value)
    if isinstance(value, list):
        return "[" + ", ".join(shown(v, inner) for v in value) + "]"
    if isinstance(value, tuple):
        return "(" + ", ".join(shown(v, inner) for v in value) + ",)"
    if isinstance(value, dict):
        return "{" + ", ".join(shown(k, inner) + ": " + shown(v, inner) for k, v in value.items()) + "}"
    if isinstance(value, set):
        return "set(" + ", ".join(sorted(shown(v, inner) for v in value)) + ")"
    return "<" + type(value).__name__ + ">"


def evaluated(source):
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "!SyntaxError: "
    last = ast.Expression(tree.body.pop().value)
    variables = {}
    signal.alarm(10)
    try:
        exec(compile(tree, "snippet", "exec"), variables)
        return shown(eval(compile(last, "snippet", "eval"), variables))
    except Exception as error:
        return "!" + type(error).__name__ + ": " + str(error)
    finally:
        signal.alarm(0)


def out_of_time(number, frame):
    raise TimeoutError("the snippet takes too long")


def main():
    signal.signal(signal.SIGALRM, out_of_time)
    warnings.simplefilter("ignore")
    while True:
        size = STDIN.readline()
        if not size:
            return
        source = STDIN.read(int(size)).decode("utf-8")
        result = evaluated(source).encode("utf-8", "surrogatepass")
        STDOUT.write(b"%d\n" % len(result))
        STDOUT.write(result)
        STDOUT.flush()


main()

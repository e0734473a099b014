#!/usr/bin/env python3
"""Measures what a user of Rigel waits for and what an idle server takes.

* starts: "./rigel serve" to the first 200 of /v1/health, an empty data folder each time, median
* memory: resident memory of the server's process when the models are ready and the language model's process has ended
* reflex: "What is 12 * 12?" through HTTP on one connection, one request after the other, each a session of its own whose
  turn is stored before the answer leaves; the answers and the stored turns are counted
* chats: "./rigel chat" of a machine that has run it before: time to the first line of progress and to the end, for a
  request that a recipe fits and for one that the language model plans

Needs the model files in the cache (./rigel models pull) and Linux; Python's own library only.
"""
import argparse
import contextlib
import http.client
import json
import os
import re
import signal
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
REFLEX_CHAT = ("Blur the face in this photo", "examples/astronaut.jpg")
PLANNED_CHAT = ("Cut out the face, make it black and white, and turn it upside down", "examples/astronaut.jpg")


def free_port():
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return listening.getsockname()[1]


def health(port):
    """The body of a 200, or None."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/v1/health", timeout=5) as response:
            return json.loads(response.read())
    except (OSError, urllib.error.URLError):
        return None


@contextlib.contextmanager
def server():
    """A server on a data folder of its own: its process, port, data folder and seconds to the first 200."""
    with tempfile.TemporaryDirectory() as data:
        port = free_port()
        began = time.monotonic()
        process = subprocess.Popen(
            [ROOT / "rigel", "serve", "--port", str(port), "--data", data],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while health(port) is None:
                if process.poll() is not None:
                    sys.exit("the server ended early")
                time.sleep(0.005)
            yield process, port, Path(data), time.monotonic() - began
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(30)


def median_line(name, values, unit, digits=2):
    shown = ", ".join(f"{value:.{digits}f}" for value in values)
    print(f"{name}: median {statistics.median(values):.{digits}f} {unit} of {len(values)} ({shown})", flush=True)


def measure_starts(count):
    seconds = []
    for _ in range(count):
        with server() as (_, _, _, to_health):
            seconds.append(to_health)
    median_line("start to the first 200 of /v1/health", seconds, "s")


def status(pid, key):
    found = re.search(rf"^{key}:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(), re.MULTILINE)
    return int(found.group(1)) / 1024 if found else 0.0


def children(pid):
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            text = entry.read_text()
            if int(text.rsplit(")", 1)[1].split()[1]) == pid:
                found.append(int(text.split(" ", 1)[0]))
    return found


def memory_line(name, pid):
    print(f"{name}: {status(pid, 'VmRSS'):.0f} MB resident ({status(pid, 'RssAnon'):.0f} MB of it not shared with files)",
          flush=True)


def measure_memory(process, port, patience=900):
    began = time.monotonic()
    while health(port)["preparing"]:
        time.sleep(0.2)
    ready = time.monotonic() - began
    print(f"models ready: {ready:.1f} s after the first 200", flush=True)
    while children(process.pid):
        if time.monotonic() - began > patience:
            memory_line(f"the language model's process still runs after {patience} s", children(process.pid)[0])
            break
        time.sleep(0.5)
    else:
        print(f"the language model's process has ended {time.monotonic() - began - ready:.0f} s later", flush=True)
    memory_line("idle server, models ready", process.pid)


def measure_reflex(process, port, data, warm, count):
    body = json.dumps({
        "model": "vlmrun-orion-1:fast", "messages": [{"role": "user", "content": "What is 12 * 12?"}]})
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask():
        began = time.perf_counter()
        connection.request("POST", "/v1/openai/chat/completions", body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = json.loads(response.read())
        seconds = time.perf_counter() - began
        if response.status != 200 or "144" not in answer["choices"][0]["message"]["content"]:
            sys.exit(f"a wrong answer: {response.status} {answer}")
        return seconds * 1000

    print(f"reflex, first request: {ask():.0f} ms", flush=True)
    for _ in range(warm - 1):
        ask()
    times = sorted(ask() for _ in range(count))
    connection.close()
    print(f"reflex, {count} requests after {warm}: median {statistics.median(times):.2f} ms,"
          f" 90th of 100 {times[int(count * 0.9)]:.2f} ms, longest {times[-1]:.2f} ms", flush=True)
    with contextlib.closing(sqlite3.connect(f"file:{data}/rigel.db?mode=ro", uri=True)) as database:
        turns = database.execute("SELECT count(*) FROM turn").fetchone()[0]
    if turns != warm + count:
        sys.exit(f"{turns} turns are stored, not {warm + count}")
    print(f"turns stored: {turns}", flush=True)
    memory_line("server after them", process.pid)


def chat(request, medium, data, output):
    """Seconds to the first line on the error stream and to the end, and how the program came about."""
    began = time.monotonic()
    process = subprocess.Popen(
        [ROOT / "rigel", "chat", request, "-i", medium, "-o", output, "--show-program"],
        cwd=ROOT, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"RIGEL_DATA_DIR": data})
    answer = []
    reading = threading.Thread(target=lambda: answer.append(process.stdout.read()))
    reading.start()
    first, told = None, []
    for line in process.stderr:
        first = first if first is not None else time.monotonic() - began
        told.append(line)
    reading.join()
    if process.wait() != 0:
        sys.exit("a chat failed:\n" + "".join(told))
    planner = re.search(r"program \((\w+), ([\d.]+) s\)", "".join(told))
    return first, time.monotonic() - began, planner.group(1, 2) if planner else ("none", "0"), answer[0].strip()


def measure_chats(count):
    for kind, (request, medium) in (("reflex", REFLEX_CHAT), ("planned", PLANNED_CHAT)):
        firsts, totals = [], []
        for _ in range(count):
            with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as output:
                first, total, (planner, seconds), answer = chat(request, medium, data, output)
                made = [path.name for path in Path(output).iterdir()]
            firsts.append(first)
            totals.append(total)
            print(f"  {request!r}: planner {planner} {seconds} s; {' | '.join(answer.splitlines())!r}; {len(made)} files",
                  flush=True)
        median_line(f"chat, {kind}: first line", firsts, "s")
        median_line(f"chat, {kind}: whole", totals, "s")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--starts", type=int, default=5)
    options.add_argument("--warm", type=int, default=300, help="requests before those that count")
    options.add_argument("--requests", type=int, default=200)
    options.add_argument("--chats", type=int, default=3)
    options.add_argument("--only", choices=["starts", "memory", "reflex", "chats"])
    chosen = options.parse_args()

    def wanted(part):
        return chosen.only in (None, part)

    cpu = next((line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
                if line.startswith("model name")), "unknown")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({cpu}), load {os.getloadavg()[0]:.2f}", flush=True)
    if wanted("starts"):
        measure_starts(chosen.starts)
    if wanted("memory") or wanted("reflex"):
        with server() as (process, port, data, _):
            if wanted("memory"):
                measure_memory(process, port)
            if wanted("reflex"):
                while health(port)["preparing"]:
                    time.sleep(0.2)
                measure_reflex(process, port, data, chosen.warm, chosen.requests)
    if wanted("chats"):
        measure_chats(chosen.chats)
    print(f"load at the end {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()

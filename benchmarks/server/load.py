#!/usr/bin/env python3
"""Measures what passes through a server when no model and no network is asked, beside others in the same run.

* the smallest chat, "What is 12 * 12?" answered by a recipe, each a session of its own whose turn is stored before the answer
  leaves: wrk with 1 and with 16 connections, the turns counted in the database afterwards; durability normal and full
* nginx that answers each request with a constant text, and Portkey's gateway (npm) in front of that nginx, with the same wrk
* a body with a picture of 4 MB up to where its bytes are looked at: they are none of a picture, and the refusal tells the time
* memory: resident size and open files while 20,000 mixed requests pass

wrk, nginx, the gateway and Rigel share the machine's cores. Linux; needs wrk, nginx, npm; Python's own library only.
"""
import argparse
import base64
import contextlib
import http.client
import json
import os
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from measure import ROOT, children, free_port, health, status

WORK = ROOT / "benchmarks" / "server" / "build"
GATEWAY = "@portkey-ai/gateway@1.15.2"
CHAT = "/v1/chat/completions"
REFLEX = {"model": "vlmrun-orion-1:fast", "messages": [{"role": "user", "content": "What is 12 * 12?"}]}
COMPLETION = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": "m", "choices": [
    {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": "144"}}],
    "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}}


@contextlib.contextmanager
def process(command, answers, **options):
    """A process that runs until the end of the block, once it answers."""
    with (WORK / "processes.log").open("a") as log:
        started = subprocess.Popen(command, stdout=log, stderr=log, **options)
        try:
            until = time.monotonic() + 120
            while not answers():
                if started.poll() is not None or time.monotonic() > until:
                    sys.exit(f"{command[0]} does not answer; see {WORK / 'processes.log'}")
                time.sleep(0.05)
            yield started
        finally:
            started.terminate()
            started.wait(60)


@contextlib.contextmanager
def rigel(durability):
    with tempfile.TemporaryDirectory(dir=WORK) as data:
        port = free_port()
        environment = os.environ | {"RIGEL_DURABILITY": durability, "RIGEL_OFFLINE": "1"}
        command = [str(ROOT / "rigel"), "serve", "--port", str(port), "--data", data]
        with process(command, lambda: health(port) is not None, env=environment) as server:
            while health(port)["preparing"]:
                time.sleep(0.2)
            yield server.pid, port, Path(data)


def answers(port, path="/"):
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=2).read()
        return True
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False


@contextlib.contextmanager
def nginx():
    port = free_port()
    folder = WORK / "nginx"
    folder.mkdir(exist_ok=True)
    (folder / "nginx.conf").write_text(f"""
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{
  access_log off; keepalive_requests 100000000; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; default_type application/json;
    location / {{ return 200 '{json.dumps(COMPLETION)}'; }} }}
}}
""")
    with process(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")], lambda: answers(port)) as server:
        yield server.pid, port


@contextlib.contextmanager
def gateway():
    folder = WORK / "gateway"
    if not (folder / "node_modules").is_dir():
        folder.mkdir(exist_ok=True)
        subprocess.run(["npm", "install", "--silent", "--no-fund", "--no-audit", GATEWAY], cwd=folder, check=True)
    port = free_port()
    program = folder / "node_modules" / "@portkey-ai" / "gateway" / "build" / "start-server.js"
    with process(["node", str(program), f"--port={port}", "--headless"], lambda: answers(port)) as server:
        yield server.pid, port


def wrk(port, connections, seconds, headers=None):
    """Requests a second, and the median and 99th of 100 in milliseconds; none may fail."""
    script = WORK / "chat.lua"
    lines = ['wrk.method = "POST"', f"wrk.body = {json.dumps(json.dumps(REFLEX))}",
             'wrk.headers["Content-Type"] = "application/json"']
    lines += [f'wrk.headers["{name}"] = "{value}"' for name, value in (headers or {}).items()]
    script.write_text("\n".join(lines))
    told = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--latency", "-s", str(script),
         f"http://127.0.0.1:{port}{CHAT}"], capture_output=True, text=True, check=True).stdout
    if "Non-2xx" in told or "Socket errors" in told:
        sys.exit(f"requests failed:\n{told}")

    def milliseconds(percent):
        found = re.search(rf"^\s*{percent}%\s+([\d.]+)(us|ms|s|m)$", told, re.MULTILINE)
        if found is None:
            sys.exit(f"nothing was measured:\n{told}")
        return float(found.group(1)) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[found.group(2)]

    total = int(re.search(r"(\d+) requests in", told).group(1))
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1)), milliseconds(50), milliseconds(99), total


def cpu_seconds(pid):
    """Of a process and its children."""
    ticks = 0
    for one in [pid, *children(pid)]:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{one}/stat").read_text().rsplit(")", 1)[1].split()
            ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def line(name, pid, port, seconds, headers=None):
    _, p50, p99, one = wrk(port, 1, seconds, headers)
    before = cpu_seconds(pid)
    rate, busy50, busy99, many = wrk(port, 16, seconds, headers)
    each = (cpu_seconds(pid) - before) / many * 1000
    print(f"| {name} | {p50:.2f} ms | {p99:.2f} ms | {rate:,.0f} | {busy50:.1f} ms | {busy99:.1f} ms | {each:.3f} ms |", flush=True)
    return one + many


def measure_chats(seconds, warm):
    print("| | 1 connection: p50 | p99 | 16 connections: requests/s | p50 | p99 | processor time a request |\n"
          "|---|---|---|---|---|---|---|", flush=True)
    with nginx() as (nginx_pid, upstream):
        wrk(upstream, 16, 1)
        line("nginx, a constant answer", nginx_pid, upstream, seconds)
        for durability in ("normal", "full"):
            with rigel(durability) as (pid, port, data):
                sent = wrk(port, 16, warm)[3]
                sent += line(f"Rigel, `durability: {durability}`", pid, port, seconds)
                with contextlib.closing(sqlite3.connect(f"file:{data}/rigel.db?mode=ro", uri=True)) as database:
                    turns = database.execute("SELECT count(*) FROM turn").fetchone()[0]
                # wrk hangs up on what is under way at its end.
                if not sent <= turns <= sent + 100:
                    sys.exit(f"{sent} answers came, {turns} turns are stored")
        with gateway() as (pid, port):
            headers = {"x-portkey-provider": "openai", "Authorization": "Bearer none",
                       "x-portkey-custom-host": f"http://127.0.0.1:{upstream}/v1"}
            wrk(port, 16, max(2, warm // 3), headers)
            line("Portkey gateway before that nginx", pid, port, seconds, headers)


def measure_picture(port, count=60):
    picture = base64.b64encode(bytes(range(1, 251)) * (4_000_000 // 250)).decode()
    body = json.dumps({"model": "vlmrun-orion-1:fast", "messages": [{"role": "user", "content": [
        {"type": "text", "text": "Make it grayscale"},
        {"type": "image_url", "image_url": {"url": "data:image/png;base64," + picture}}]}]})
    connection = http.client.HTTPConnection("127.0.0.1", port)
    times = []
    for _ in range(count):
        began = time.perf_counter()
        connection.request("POST", CHAT, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        answer = response.read()
        times.append((time.perf_counter() - began) * 1000)
        if response.status not in (415, 422):
            sys.exit(f"not refused: {response.status} {answer[:200]}")
    connection.close()
    times = sorted(times[count // 2:])
    print(f"a body with 4 MB of no picture, sent, read, decoded to bytes and refused: median {statistics.median(times):.1f} ms,"
          f" longest {times[-1]:.1f} ms of {len(times)}", flush=True)


def measure_memory(pid, port, total=20_000):
    picture = "data:image/jpeg;base64," + base64.b64encode((ROOT / "examples" / "coffee.jpg").read_bytes()).decode()
    plain = json.dumps(REFLEX)
    stream = json.dumps(REFLEX | {"stream": True})
    wrong = json.dumps({"messages": "none"})
    media = json.dumps({"model": "vlmrun-orion-1:fast", "messages": [{"role": "user", "content": [
        {"type": "text", "text": "Make it grayscale"}, {"type": "image_url", "image_url": {"url": picture}}]}]})
    connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(method, path, body, expected):
        connection.request(method, path, body, {"Content-Type": "application/json"})
        response = connection.getresponse()
        text = response.read()
        if response.status != expected:
            sys.exit(f"{path}: {response.status} {text[:300]}")
        return text

    seen = []
    for number in range(1, total + 1):
        if number % 100 == 0:
            ask("POST", CHAT, media, 200)
        elif number % 20 == 1:
            ask("GET", "/v1/sessions?limit=5", None, 200)
        elif number % 20 == 2:
            ask("POST", CHAT, wrong, 422)
        elif number % 5 == 3:
            ask("POST", CHAT, stream, 200)
        else:
            ask("POST", CHAT, plain, 200)
        if number % (total // 10) == 0:
            seen.append((number, status(pid, "VmRSS"), len(os.listdir(f"/proc/{pid}/fd"))))
    connection.close()
    print("requests / MB resident / open files: "
          + "; ".join(f"{number:,} / {megabytes:.0f} / {files}" for number, megabytes, files in seen), flush=True)


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=int, default=15, help="of each measurement")
    options.add_argument("--warm", type=int, default=30, help="seconds before those that count: the JVM compiles")
    options.add_argument("--only", choices=["chats", "picture", "memory"])
    chosen = options.parse_args()
    for tool in ("wrk", "nginx", "npm"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is not installed")
    WORK.mkdir(exist_ok=True)
    cpu = next((entry.split(":", 1)[1].strip() for entry in Path("/proc/cpuinfo").read_text().splitlines()
                if entry.startswith("model name")), "unknown")
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({cpu}), load {os.getloadavg()[0]:.2f}", flush=True)
    if chosen.only in (None, "chats"):
        measure_chats(chosen.seconds, chosen.warm)
    if chosen.only in (None, "picture", "memory"):
        with rigel("normal") as (pid, port, _):
            wrk(port, 16, 10)
            if chosen.only in (None, "picture"):
                measure_picture(port)
            if chosen.only in (None, "memory"):
                measure_memory(pid, port)
    print(f"load at the end {os.getloadavg()[0]:.2f}")


if __name__ == "__main__":
    main()

"""The `vlmrun` command line of the Python SDK: exit code and output of every command.

build/clients/python/bin/python benchmarks/clients/cli.py http://127.0.0.1:8080 --key KEY
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

from calls import (
    BLUR,
    FACE,
    FACES,
    INVOICE,
    RECEIPT,
    RECEIPT_TOTAL,
    SUM,
    SUM_ANSWER,
    Calls,
    arguments,
    contains,
    own_copy,
    require,
    same,
)
from PIL import Image

PROGRAM = pathlib.Path(sys.executable).with_name("vlmrun")
TOTAL = {"type": "object", "properties": {"total": {"type": "number"}}, "required": ["total"]}
UNKNOWN = "00000000-0000-4000-8000-000000000000"
SKILL = f"---\nname: receipt-reader-cli\ndescription: Reads totals.\n---\n\n{RECEIPT_TOTAL}\n"


class CommandLine:
    """Runs `vlmrun` with a home folder of its own, so that no configuration of this machine takes part."""

    def __init__(self, given):
        self.home = given.work / "cli"
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("VLMRUN_")},
            "HOME": str(self.home),
            "VLMRUN_API_KEY": given.key,
            "VLMRUN_BASE_URL": given.api,
            "COLUMNS": "240",
            "NO_COLOR": "1",
            "TERM": "dumb",
            "PYTHONIOENCODING": "utf-8",
        }

    def __call__(self, *words, typed=None, exit_code=0, without=()):
        """What the command printed, after its exit code was found to be the wanted one."""
        done = subprocess.run(
            [str(PROGRAM), *map(str, words)],
            env={name: value for name, value in self.environment.items() if name not in without},
            cwd=self.home,
            input=typed,
            stdin=None if typed is not None else subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=300,
        )
        told = done.stdout + done.stderr
        require(done.returncode == exit_code, f"exit code {done.returncode} instead of {exit_code}:\n{told}")
        return done.stdout if exit_code == 0 else told


def prints(*parts):
    return lambda out: contains(out, *parts)


def as_json(run):
    return lambda: json.loads(run())


def first_uuid(out):
    return re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", out).group()


def configuration(calls, vlmrun, given):
    bare = ("VLMRUN_API_KEY", "VLMRUN_BASE_URL")
    calls.run("--version", lambda: vlmrun("--version"), prints("vlmrun version"))
    calls.run("without a key", lambda: vlmrun("files", "list", without=bare, exit_code=1), prints("API key not found"))
    calls.run("config init", lambda: vlmrun("config", "init", without=bare), prints("Config file created"))
    calls.run(
        "config set",
        lambda: vlmrun("config", "set", "--api-key", given.key, "--base-url", given.api, without=bare),
        prints("Set API key"),
    )
    calls.run("config show", lambda: vlmrun("config", "show", without=bare), prints("base_url: " + given.api))
    calls.run("a command with that configuration", lambda: vlmrun("hub", "version", without=bare), prints("Hub version"))
    calls.run("config unset", lambda: vlmrun("config", "unset", "--api-key", "--base-url"), prints("Removed API key"))
    calls.run(
        "--base-url and --api-key",
        lambda: vlmrun("--base-url", given.api, "--api-key", given.key, "hub", "version", without=bare),
        prints("Hub version"),
    )
    calls.run(
        "a wrong key", lambda: vlmrun("--api-key", "wrong", "files", "list", exit_code=1), prints("Invalid API key")
    )


def files(calls, vlmrun, given):
    calls.run(
        "files upload",
        lambda: vlmrun("files", "upload", own_copy(given, RECEIPT)),
        prints("Uploaded file receipt.png"),
    )
    calls.run(
        "files upload --purpose",
        lambda: vlmrun("files", "upload", own_copy(given, INVOICE), "--purpose", "assistants"),
        prints("Uploaded file invoice.pdf"),
    )
    calls.run("files list", lambda: vlmrun("files", "list"), prints("invoice.pdf"))
    doomed = own_copy(given, RECEIPT, "doomed.png")
    made = calls.run("files upload of one to delete", lambda: vlmrun("files", "upload", doomed))
    calls.run("files delete", lambda: vlmrun("files", "delete", first_uuid(made[:])), prints("Deleted file"))
    calls.run(
        "files delete of an unknown one", lambda: vlmrun("files", "delete", UNKNOWN, exit_code=1), prints("status=404")
    )


def chat(calls, vlmrun):
    calls.run("chat", lambda: vlmrun("chat", SUM), prints(SUM_ANSWER))
    calls.run("chat -ns", lambda: vlmrun("chat", SUM, "-ns"), prints(SUM_ANSWER))
    calls.run("chat -p TEXT", lambda: vlmrun("chat", "-p", SUM), prints(SUM_ANSWER))
    calls.run("chat - from the input", lambda: vlmrun("chat", "-", typed=SUM), prints(SUM_ANSWER))
    calls.run("chat -p stdin", lambda: vlmrun("chat", "-p", "stdin", typed=SUM), prints(SUM_ANSWER))
    prompt = vlmrun.home / "prompt.txt"
    prompt.write_text(SUM)
    calls.run("chat -p FILE", lambda: vlmrun("chat", "-p", prompt), prints(SUM_ANSWER))
    calls.run(
        "chat -f json",
        as_json(lambda: vlmrun("chat", SUM, "-f", "json")),
        lambda out: (contains(out["content"], SUM_ANSWER), contains(out["usage"], "credits_used", "total_tokens")),
    )
    asked = calls.run(
        "chat -i -f json -ns",
        as_json(lambda: vlmrun("chat", FACES, "-i", FACE, "-f", "json", "-ns")),
        lambda out: (contains(out["content"], "1"), require(out["session_id"], out), contains(out["id"], "chatcmpl")),
    )
    folder = vlmrun.home / "made"
    calls.run(
        "chat -s -o: a further turn whose picture is downloaded",
        lambda: vlmrun("chat", BLUR, "-s", asked["session_id"], "-o", folder),
        lambda out: same([Image.open(path).size for path in folder.glob("img_*.jpg")], [Image.open(FACE).size]),
    )
    calls.run(
        "chat -nd",
        lambda: vlmrun("chat", BLUR, "-i", FACE, "-nd", "-o", vlmrun.home / "none"),
        lambda out: require(not (vlmrun.home / "none").exists(), "something was downloaded"),
    )
    calls.run(
        "chat -i of a document, with a toolset and a model",
        lambda: vlmrun("chat", "How many pages are in this PDF?", "-i", INVOICE, "-t", "document", "-m", "vlmrun-orion-1:fast"),
        lambda out: require(re.search(r"\d", out), out),
    )
    calls.run(
        "chat -i -i",
        lambda: vlmrun("chat", "Make both pictures grayscale", "-i", FACE, "-i", RECEIPT, "-o", vlmrun.home / "two"),
        lambda out: same(len(list((vlmrun.home / "two").glob("img_*.jpg"))), 2),
    )
    calls.run(
        "chat -s with what is no session",
        lambda: vlmrun("chat", SUM, "-s", "mine", exit_code=1),
        prints("session_id"),
    )
    return asked


def artifacts(calls, vlmrun, asked):
    listed = calls.run(
        "artifacts list", lambda: vlmrun("artifacts", "list", "-s", asked["session_id"]), prints("img_")
    )
    target = vlmrun.home / "one.png"
    image = lambda: re.search(r"img_[0-9a-f]{6}", listed[:]).group()
    calls.run(
        "artifacts get -o",
        lambda: vlmrun("artifacts", "get", image(), "-s", asked["session_id"], "-o", target),
        lambda out: same(Image.open(target).size, Image.open(FACE).size),
    )
    calls.run(
        "artifacts get to the cache",
        lambda: vlmrun("artifacts", "get", image(), "-s", asked["session_id"]),
        prints("Artifact Downloaded"),
    )
    calls.run(
        "artifacts get of an unknown one",
        lambda: vlmrun("artifacts", "get", "img_ffffff", "-s", asked["session_id"], exit_code=1),
        prints("no such artifact"),
    )


def skills(calls, vlmrun):
    folder = vlmrun.home / "receipt-reader-cli"
    folder.mkdir()
    (folder / "SKILL.md").write_text(SKILL)
    schema = folder / "schema.json"
    schema.write_text(json.dumps(TOTAL))
    calls.run("skills upload", lambda: vlmrun("skills", "upload", folder), prints("Created skill", "receipt-reader-cli"))
    made = calls.run(
        "skills create",
        as_json(lambda: vlmrun("skills", "create", "-p", RECEIPT_TOTAL, "--schema", schema, "-n", "totals-cli", "--json")),
        lambda out: contains(out["name"], "totals-cli"),
    )
    calls.run("skills list", lambda: vlmrun("skills", "list"), prints("receipt-reader-cli"))
    calls.run(
        "skills list --grouped --asc --json",
        as_json(lambda: vlmrun("skills", "list", "--grouped", "--asc", "--order-by", "name", "--json")),
        lambda out: contains([skill["name"] for skill in out], "receipt-reader-cli"),
    )
    calls.run("skills get NAME", lambda: vlmrun("skills", "get", "receipt-reader-cli"), prints("Reads totals."))
    calls.run(
        "skills get ID --json",
        as_json(lambda: vlmrun("skills", "get", made["id"], "--json")),
        lambda out: same(out["id"], made["id"]),
    )
    calls.run(
        "skills download",
        lambda: vlmrun("skills", "download", "receipt-reader-cli", "-o", vlmrun.home / "downloaded"),
        lambda out: same((vlmrun.home / "downloaded" / "receipt-reader-cli" / "SKILL.md").read_text(), SKILL),
    )
    calls.run(
        "chat --skill-id",
        as_json(lambda: vlmrun("chat", RECEIPT_TOTAL, "-i", RECEIPT, "--skill-id", "receipt-reader-cli:latest", "-f", "json")),
        lambda out: require(json.loads(out["content"])["total"] > 0, out),
    )
    calls.run(
        "chat -k",
        as_json(lambda: vlmrun("chat", RECEIPT_TOTAL, "-i", RECEIPT, "-k", folder, "-f", "json")),
        lambda out: require(json.loads(out["content"])["total"] > 0, out),
    )
    return folder, schema


def runs(calls, vlmrun, folder, schema):
    started = calls.run(
        "execute --no-wait -f json",
        as_json(lambda: vlmrun("execute", "-p", SUM, "--no-wait", "-f", "json")),
        lambda out: require(out["id"], out),
    )
    calls.run(
        "execute -i --schema",
        as_json(
            lambda: vlmrun("execute", "-p", RECEIPT_TOTAL, "-i", RECEIPT, "--schema", schema, "--poll-interval", 1, "-f", "json")
        ),
        lambda out: (same(out["status"], "completed"), require(out["response"]["total"] > 0, out)),
    )
    calls.run(
        "execute -k",
        lambda: vlmrun("execute", "-p", RECEIPT_TOTAL, "-i", RECEIPT, "-k", folder, "-t", "document", "--poll-interval", 1),
        prints("completed", "total"),
    )
    calls.run(
        "execute -n of an unknown agent", lambda: vlmrun("execute", "-n", "nobody", exit_code=1), prints("no agent named nobody")
    )
    calls.run("executions list", lambda: vlmrun("executions", "list"), prints("completed"))
    calls.run(
        "executions list -f json --status --since",
        as_json(lambda: vlmrun("executions", "list", "--status", "completed", "--since", "2020-01-01", "-f", "json")),
        lambda out: same({run["status"] for run in out}, {"completed"}),
    )
    calls.run(
        "executions get --wait -f json",
        as_json(lambda: vlmrun("executions", "get", started["id"], "--wait", "--poll-interval", 1, "-f", "json")),
        lambda out: contains(json.dumps(out["response"]), SUM_ANSWER),
    )
    calls.run("executions get", lambda: vlmrun("executions", "get", started["id"]), prints(SUM_ANSWER))
    made = calls.run(
        "generate -d --schema -f json",
        as_json(
            lambda: vlmrun("generate", "-i", RECEIPT, "-d", "document.receipt", "-p", RECEIPT_TOTAL, "--schema", schema, "-f", "json")
        ),
        lambda out: (same(out["status"], "completed"), require(out["response"]["total"] > 0, out)),
    )
    calls.run(
        "generate --skill-id --no-batch",
        lambda: vlmrun("generate", "-i", RECEIPT, "--skill-id", "receipt-reader-cli", "-p", RECEIPT_TOTAL, "--no-batch"),
        prints("completed", "total"),
    )
    calls.run("predictions list", lambda: vlmrun("predictions", "list"), prints("completed"))
    calls.run("predictions get", lambda: vlmrun("predictions", "get", made["id"]), prints(made_id(made), "total"))
    calls.run("predictions get --wait", lambda: vlmrun("predictions", "get", made["id"], "--wait"), prints("completed"))


def made_id(made):
    return made["id"] if isinstance(made, dict) else "the id of a prediction"


def catalogues(calls, vlmrun):
    calls.run("models list", lambda: vlmrun("models", "list"), prints("vlm-1", "document.invoice"))
    calls.run("models list --domain", lambda: vlmrun("models", "list", "--domain", "retail"), prints("retail.product-catalog"))
    calls.run("hub version", lambda: vlmrun("hub", "version"), prints("Hub version"))
    calls.run("hub list", lambda: vlmrun("hub", "list"), prints("document.invoice", "media.tv-news"))
    calls.run("hub schema", lambda: vlmrun("hub", "schema", "document.invoice"), prints("properties"))


def main():
    given = arguments(__doc__)
    calls = Calls("vlmrun command line")
    vlmrun = CommandLine(given)
    configuration(calls, vlmrun, given)
    files(calls, vlmrun, given)
    asked = chat(calls, vlmrun)
    artifacts(calls, vlmrun, asked)
    folder, schema = skills(calls, vlmrun)
    runs(calls, vlmrun, folder, schema)
    catalogues(calls, vlmrun)
    return calls.finish(at_least=30)


if __name__ == "__main__":
    sys.exit(main())

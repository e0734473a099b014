"""Drives a running Rigel with the official Python clients of VLM Run and OpenAI.

    benchmarks/clients/run.sh                   starts a server of its own, or against one that runs:
    build/clients/venv/bin/python benchmarks/clients/try_clients.py http://127.0.0.1:8080 [--key K] [--image FILE]

Does with both clients: a plain completion, a streamed one, a question about a picture, a follow-up in the same session
that uses the picture of the first turn, fetches the picture that was made, and asks for it as a signed URL. Prints one
line a step, and ends with exit code 1 if any failed.
"""

import argparse
import base64
import io
import json
import re
import sys
import time
import traceback
import urllib.request

import openai
from PIL import Image, ImageDraw
from vlmrun.client import VLMRun

ARTIFACT = re.compile(r"img_[0-9a-f]{6}")
SIGNED = re.compile(r"https?://\S+/v1/signed/\S+")
TURNED = {
    "type": "object",
    "properties": {"image_url": {"type": "string", "format": "uri", "description": "URL of the rotated image"}},
    "required": ["image_url"],
    "additionalProperties": False,
}


def picture(path):
    """The given file, or a drawn picture, wider than high, as a data URI."""
    if path:
        image = Image.open(path).convert("RGB")
    else:
        image = Image.new("RGB", (320, 200), "white")
        draw = ImageDraw.Draw(image)
        draw.rectangle((20, 20, 140, 180), fill="red")
        draw.ellipse((180, 40, 300, 160), fill="blue")
    data = io.BytesIO()
    image.save(data, "PNG")
    uri = "data:image/png;base64," + base64.b64encode(data.getvalue()).decode()
    return uri, image.size


class Steps:
    """Runs the steps one after the other and remembers whether all went well."""

    def __init__(self):
        self.failed = 0

    def run(self, name, step):
        began = time.monotonic()
        try:
            result, told = step()
            print(f"ok     {time.monotonic() - began:6.2f} s  {name}: {told}", flush=True)
            return result
        except Exception:  # Every kind of failure is a line and the next step.
            self.failed += 1
            print(f"FAILED {time.monotonic() - began:6.2f} s  {name}", flush=True)
            traceback.print_exc()
            return None


def require(condition, why):
    if not condition:
        raise AssertionError(why)


def short(text):
    return json.dumps(text if len(text) < 90 else text[:87] + "...", ensure_ascii=False)


def text_of(stream):
    """Reads a stream as the strictest client does: one choice in each chunk, the session in the first."""
    text, session, usage, finish = "", None, None, None
    for chunk in stream:
        require(len(chunk.choices) == 1, "a chunk without exactly one choice")
        session = session or getattr(chunk, "session_id", None)
        text += chunk.choices[0].delta.content or ""
        usage = chunk.usage or usage
        finish = chunk.choices[0].finish_reason or finish
    require(session, "no chunk has a session_id")
    require(finish == "stop", f"finish_reason is {finish}")
    require(usage is not None and usage.credits_used is not None, "no usage with credits_used")
    return text, session


def drive(steps, name, completions, arguments, fetch, listed):
    """The same five things with one client's `completions`."""
    question, follow_up, hello = arguments.question, arguments.follow_up, arguments.hello
    uri, size = picture(arguments.image)

    def plain():
        answer = completions.create(
            model=arguments.model, messages=[{"role": "user", "content": hello}]
        )
        require(answer.session_id, "no session_id")
        require(answer.choices[0].finish_reason == "stop", "not finished")
        require(answer.usage.total_tokens == answer.usage.prompt_tokens + answer.usage.completion_tokens, "usage")
        require(answer.choices[0].message.content, "no text")
        return answer, short(answer.choices[0].message.content)

    def streamed():
        text, session = text_of(
            completions.create(
                model=arguments.model, messages=[{"role": "user", "content": hello}], stream=True
            )
        )
        require(text, "no text")
        return session, short(text)

    def about_picture():
        answer = completions.create(
            model=arguments.model,
            messages=[
                {
                    "role": "user",
                    "content": [
                        {"type": "text", "text": question},
                        {"type": "image_url", "image_url": {"url": uri}},
                    ],
                }
            ],
        )
        require(answer.choices[0].message.content, "no text")
        return answer.session_id, short(answer.choices[0].message.content)

    steps.run(f"{name}: plain completion", plain)
    steps.run(f"{name}: streamed completion", streamed)
    session = steps.run(f"{name}: question about a picture", about_picture)
    if session is None:
        return

    def follow():
        answer = completions.create(
            model=arguments.model,
            messages=[{"role": "user", "content": follow_up}],
            extra_body={"session_id": session},
        )
        require(answer.session_id == session, "another session")
        found = ARTIFACT.findall(answer.choices[0].message.content)
        require(found, "no artifact is named in: " + answer.choices[0].message.content)
        return (found[-1], answer.choices[0].message.content), short(answer.choices[0].message.content)

    made = steps.run(f"{name}: follow-up with the picture of the first turn", follow)
    if made is None:
        return
    object_id, text = made

    def fetched():
        image = fetch(object_id, session)
        require(image.size == (size[1], size[0]), f"{image.size} is not {size} turned")
        return None, f"{object_id} {image.size[0]}x{image.size[1]}"

    steps.run(f"{name}: the picture that was made", fetched)

    def in_list():
        ids = listed(session)
        require(object_id in ids, f"{object_id} is not in {ids}")
        return None, " ".join(ids)

    steps.run(f"{name}: list of artifacts", in_list)

    def signed():
        answer = completions.create(
            model=arguments.model,
            messages=[{"role": "user", "content": follow_up}],
            response_format={"type": "json_schema", "json_schema": {"name": "turned", "schema": TURNED}},
            extra_body={"session_id": session},
        )
        url = json.loads(answer.choices[0].message.content)["image_url"]
        require(SIGNED.fullmatch(url), url + " is not a signed URL")
        # No key: whoever has the URL may read.
        with urllib.request.urlopen(url) as response:
            image = Image.open(io.BytesIO(response.read()))
        # The last answer's picture is the one that is turned: back, or further.
        require(image.size in (size, size[::-1]), f"{image.size} is not {size} turned")
        return None, f"{response.headers['Content-Type']} {image.size[0]}x{image.size[1]} {short(url)}"

    steps.run(f"{name}: as JSON with a signed URL, and what is there", signed)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("base", help="for example http://127.0.0.1:8080")
    parser.add_argument("--key", default="none", help="an accepted key, where there are keys")
    parser.add_argument("--model", default="vlmrun-orion-1:auto")
    parser.add_argument("--image", help="a picture that is not square; default: a drawn one")
    parser.add_argument("--hello", default="Who are you and what can you do?")
    parser.add_argument("--question", default="How wide and how high is this picture?")
    parser.add_argument(
        "--follow-up", default="Rotate the picture by 90 degrees clockwise.", help="must turn the picture"
    )
    arguments = parser.parse_args()
    steps = Steps()

    # The constructor calls /health and takes everything but 200 for a wrong key.
    vlmrun = steps.run(
        "vlmrun: constructor",
        lambda: (VLMRun(base_url=arguments.base + "/v1", api_key=arguments.key), arguments.base),
    )
    if vlmrun is not None:
        drive(
            steps,
            "vlmrun",
            vlmrun.agent.completions,
            arguments,
            lambda object_id, session: vlmrun.artifacts.get(object_id=object_id, session_id=session),
            lambda session: [item.object_id for item in vlmrun.artifacts.list(session_id=session).items],
        )

    client = openai.OpenAI(base_url=arguments.base + "/v1/openai", api_key=arguments.key, max_retries=0)

    def read(path):
        request = urllib.request.Request(
            arguments.base + path, headers={"Authorization": f"Bearer {arguments.key}"}
        )
        with urllib.request.urlopen(request) as response:
            return response.read()

    def get(object_id, session):
        return Image.open(io.BytesIO(read(f"/v1/artifacts?object_id={object_id}&session_id={session}")))

    def object_ids(session):
        items = json.loads(read(f"/v1/artifacts/list?session_id={session}"))["items"]
        return [item["object_id"] for item in items]

    drive(steps, "openai", client.chat.completions, arguments, get, object_ids)

    def refused():
        try:
            client.chat.completions.create(model="no-such-model", messages=[{"role": "user", "content": "hi"}])
        except openai.UnprocessableEntityError as error:
            require("vlmrun-orion-1" in str(error), "the message does not name the models")
            return None, short(str(error))
        raise AssertionError("an unknown model was accepted")

    steps.run("openai: an unknown model is refused", refused)
    steps.run(
        "openai: list of models",
        lambda: (lambda names: (names, ", ".join(names[:3]) + ", ..."))([m.id for m in client.models.list()]),
    )
    print("all went well" if not steps.failed else f"{steps.failed} steps failed")
    return 1 if steps.failed else 0


if __name__ == "__main__":
    sys.exit(main())

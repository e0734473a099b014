"""The `openai` Python package: chat, streams, the parse helpers, client tools, models, errors.

Run with each release of it: build/clients/python/bin/python, and build/clients/newest/bin/python.
"""

import asyncio
import json
import sys

import openai
from calls import (
    FACES,
    INVOICE,
    MODEL,
    RECEIPT,
    RECEIPT_TOTAL,
    SUM,
    SUM_ANSWER,
    Calls,
    arguments,
    contains,
    data_uri,
    picture_part,
    require,
    same,
    user,
)
from pydantic import BaseModel


class Total(BaseModel):
    total: float


def text(answer):
    return answer.choices[0].message.content


def streams(calls, client):
    def drain(**more):
        words, usage, count = "", None, 0
        for chunk in client.chat.completions.create(model=MODEL, messages=user(SUM), stream=True, **more):
            same(len(chunk.choices), 1)
            words += chunk.choices[0].delta.content or ""
            usage = chunk.usage or usage
            count += 1
        require(count >= 2, f"{count} chunks")
        return words, usage

    calls.run("create, streamed", drain, lambda d: contains(d[0], SUM_ANSWER))
    calls.run(
        "create, streamed with its usage",
        lambda: drain(stream_options={"include_usage": True}),
        lambda d: require(d[1].total_tokens == d[1].prompt_tokens + d[1].completion_tokens, d),
    )
    calls.run(
        "create, streamed with progress",
        lambda: drain(extra_body={"preview": True}, extra_headers={"X-Rigel-Events": "1"}),
        lambda d: contains(d[0], SUM_ANSWER),
    )

    def helper():
        with client.chat.completions.stream(
            model=MODEL, messages=user(RECEIPT_TOTAL, picture_part(RECEIPT, "image/png")), response_format=Total
        ) as stream:
            kinds = [event.type for event in stream]
            return kinds, stream.get_final_completion()

    calls.run(
        "chat.completions.stream with a model of the answer",
        helper,
        lambda d: (contains(d[0], "chunk", "content.done"), require(d[1].choices[0].message.parsed.total > 0, d[1])),
    )

    async def at_once():
        async with openai.AsyncOpenAI(base_url=client.base_url, api_key=client.api_key) as concurrent:
            one = lambda: concurrent.chat.completions.create(model=MODEL, messages=user(SUM))
            return await asyncio.gather(one(), one(), one())

    calls.run("three at once", lambda: asyncio.run(at_once()), lambda all: [contains(text(a), SUM_ANSWER) for a in all])


def structured(calls, client):
    receipt = lambda: user(RECEIPT_TOTAL, picture_part(RECEIPT, "image/png"))
    parse = getattr(client.chat.completions, "parse", None) or client.beta.chat.completions.parse
    calls.run(
        "chat.completions.parse",
        lambda: parse(model=MODEL, messages=receipt(), response_format=Total),
        lambda a: require(a.choices[0].message.parsed.total > 0, a),
    )
    calls.run(
        "create with json_object",
        lambda: client.chat.completions.create(model=MODEL, messages=receipt(), response_format={"type": "json_object"}),
        lambda a: require(isinstance(json.loads(text(a)), dict), text(a)),
    )
    schema = Total.model_json_schema()
    for name, form in {
        "schema": {"type": "json_schema", "schema": schema},
        "json_schema": {"type": "json_schema", "json_schema": schema},
        "strict and name": {"type": "json_schema", "strict": True, "schema": schema, "name": "total"},
        "json_object and schema": {"type": "json_object", "schema": schema},
    }.items():
        calls.run(
            f"create with response_format in the form: {name}",
            lambda: client.chat.completions.create(model=MODEL, messages=receipt(), response_format=form),
            lambda a: require(Total.model_validate_json(text(a)).total > 0, text(a)),
        )
    calls.run(
        "create with response_format text",
        lambda: client.chat.completions.create(model=MODEL, messages=user(SUM), response_format={"type": "text"}),
        lambda a: contains(text(a), SUM_ANSWER),
    )


def parts(calls, client):
    create = lambda *given, **more: client.chat.completions.create(model=MODEL, messages=user(*given), **more)
    pdf = data_uri(INVOICE, "application/pdf")
    pages = "How many pages are in this PDF?"
    calls.run("a picture", lambda: create(FACES, picture_part()), lambda a: contains(text(a), "1"))
    calls.run(
        "a document as a file part",
        lambda: create({"type": "file", "file": {"filename": "invoice.pdf", "file_data": pdf}}, pages),
        lambda a: require(any(c.isdigit() for c in text(a)), text(a)),
    )
    calls.run(
        "a document as file_url",
        lambda: create({"type": "file_url", "file_url": {"url": pdf}}, pages),
        lambda a: require(any(c.isdigit() for c in text(a)), text(a)),
    )
    calls.run(
        "several roles",
        lambda: client.chat.completions.create(
            model=MODEL,
            messages=[
                {"role": "system", "content": "You are exact."},
                {"role": "user", "content": "What is 6 times 7?"},
                {"role": "assistant", "content": "42"},
                {"role": "user", "content": SUM},
            ],
        ),
        lambda a: contains(text(a), SUM_ANSWER),
    )
    first = calls.run("a turn of a session", lambda: create(FACES, picture_part()))
    calls.run(
        "the next turn of that session",
        lambda: create("Do you see any faces?", extra_body={"session_id": first.session_id}),
        lambda a: same(a.session_id, first.session_id),
    )
    calls.run("create with two choices", lambda: create(SUM, n=2), lambda a: same([c.index for c in a.choices], [0, 1]))
    calls.run("create with logprobs", lambda: create(SUM, logprobs=True, top_logprobs=2), lambda a: contains(text(a), SUM_ANSWER))
    calls.run(
        "create with tools that need not be called",
        lambda: create(
            SUM,
            tools=[{"type": "function", "function": {"name": "look_up", "parameters": {"type": "object", "properties": {}}}}],
            tool_choice="none",
        ),
        lambda a: (contains(text(a), SUM_ANSWER), same(a.choices[0].finish_reason, "stop")),
    )
    calls.run(
        "with_raw_response",
        lambda: client.chat.completions.with_raw_response.create(model=MODEL, messages=user(SUM)),
        lambda raw: (require(raw.headers["x-request-id"], "no request id"), contains(text(raw.parse()), SUM_ANSWER)),
    )


def others(calls, client, given):
    listed = calls.run(
        "models.list", lambda: client.models.list(), lambda found: contains([m.id for m in found.data], MODEL)
    )
    calls.run("models.retrieve", lambda: client.models.retrieve(listed.data[0].id), lambda m: same(m.id, listed.data[0].id))
    calls.refused("models.retrieve of an unknown one", openai.NotFoundError, lambda: client.models.retrieve("nothing"))
    calls.refused(
        "an unknown model",
        openai.UnprocessableEntityError,
        lambda: client.chat.completions.create(model="no-such-model", messages=user(SUM)),
        "vlmrun-orion-1",
    )
    calls.refused(
        "a wrong key",
        openai.AuthenticationError,
        lambda: client.with_options(api_key="wrong").models.list(),
        "key",
    )
    calls.refused(
        "a wrong value",
        openai.UnprocessableEntityError,
        lambda: client.chat.completions.create(model=MODEL, messages=user(SUM), temperature="warm"),
        "temperature",
    )
    calls.refused(
        "a wrong value, streamed",
        openai.UnprocessableEntityError,
        lambda: list(client.chat.completions.create(model=MODEL, messages=user(SUM), top_p=7, stream=True)),
        "top_p",
    )
    calls.refused(
        "a picture that is none",
        openai.APIStatusError,
        lambda: client.chat.completions.create(
            model=MODEL, messages=user(FACES, {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}})
        ),
    )


def main():
    given = arguments(__doc__)
    calls = Calls(f"openai Python {openai.__version__}")
    client = openai.OpenAI(base_url=given.api + "/openai", api_key=given.key, max_retries=0)
    calls.run(
        "create",
        lambda: client.chat.completions.create(model=MODEL, messages=user(SUM)),
        lambda a: (contains(text(a), SUM_ANSWER), require(a.session_id, "no session_id")),
    )
    streams(calls, client)
    structured(calls, client)
    parts(calls, client)
    others(calls, client, given)
    return calls.finish(at_least=25)


if __name__ == "__main__":
    sys.exit(main())

"""Frameworks on top of the `openai` package: instructor, langchain-openai, pydantic-ai.

Each lives in a folder of its own, because they want different releases of `openai`:

build/clients/instructor/bin/python benchmarks/clients/frameworks.py http://127.0.0.1:8080 --key KEY instructor

The structured forms whose answer code can compose are always tried. With --language-model the forms are tried too that
let the model call a function: the server must have a language model then.
"""

import argparse
import sys

from calls import INVOICE, MODEL, RECEIPT, RECEIPT_TOTAL, SUM, SUM_ANSWER, Calls, contains, picture_part, require, user
from pydantic import BaseModel


class Total(BaseModel):
    total: float


def right(answer):
    require(isinstance(answer, Total) and answer.total > 0, answer)


def receipt():
    return user(RECEIPT_TOTAL, picture_part(RECEIPT, "image/png"))


def instructor(calls, api, key, language_model):
    import instructor
    import openai

    client = openai.OpenAI(base_url=api, api_key=key, max_retries=0)
    modes = [instructor.Mode.JSON_SCHEMA]
    if language_model:
        modes += [instructor.Mode.TOOLS, instructor.Mode.JSON]
    for mode in modes:
        made = instructor.from_openai(client, mode=mode)
        calls.run(
            f"instructor, {mode.name}",
            lambda: made.chat.completions.create(model=MODEL, messages=receipt(), response_model=Total, max_retries=0),
            right,
        )
    plain = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
    calls.run(
        "instructor, without a response model",
        lambda: plain.chat.completions.create(model=MODEL, messages=user(SUM), response_model=None),
        lambda a: contains(a.choices[0].message.content, SUM_ANSWER),
    )
    return 2


def langchain(calls, api, key, language_model):
    from langchain_openai import ChatOpenAI

    chat = ChatOpenAI(model=MODEL, base_url=api, api_key=key, max_retries=0)
    calls.run("langchain, invoke", lambda: chat.invoke(SUM), lambda a: contains(a.content, SUM_ANSWER))
    calls.run(
        "langchain, stream", lambda: "".join(c.content for c in chat.stream(SUM)), lambda words: contains(words, SUM_ANSWER)
    )
    calls.run("langchain, batch", lambda: chat.batch([SUM, SUM]), lambda all: [contains(a.content, SUM_ANSWER) for a in all])
    messages = [("user", receipt()[0]["content"])]
    calls.run("langchain, structured", lambda: chat.with_structured_output(Total).invoke(messages), right)
    calls.run(
        "langchain, json_schema",
        lambda: chat.with_structured_output(Total, method="json_schema").invoke(messages),
        right,
    )
    if language_model:
        calls.run(
            "langchain, function_calling",
            lambda: chat.with_structured_output(Total, method="function_calling").invoke(messages),
            right,
        )
    return 5


def pydantic_ai(calls, api, key, language_model):
    from pydantic_ai import Agent, BinaryContent, NativeOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    model = OpenAIChatModel(MODEL, provider=OpenAIProvider(base_url=api, api_key=key))
    picture = BinaryContent(RECEIPT.read_bytes(), media_type="image/png")
    document = BinaryContent(INVOICE.read_bytes(), media_type="application/pdf")
    calls.run("pydantic-ai, text", lambda: Agent(model).run_sync(SUM), lambda r: contains(r.output, SUM_ANSWER))
    calls.run(
        "pydantic-ai, NativeOutput",
        lambda: Agent(model, output_type=NativeOutput(Total)).run_sync([RECEIPT_TOTAL, picture]),
        lambda r: right(r.output),
    )
    calls.run(
        "pydantic-ai, a document",
        lambda: Agent(model).run_sync(["How many pages are in this PDF?", document]),
        lambda r: require(any(c.isdigit() for c in r.output), r.output),
    )
    if language_model:
        calls.run(
            "pydantic-ai, its default output",
            lambda: Agent(model, output_type=Total).run_sync([RECEIPT_TOTAL, picture]),
            lambda r: right(r.output),
        )
    return 3


FRAMEWORKS = {"instructor": instructor, "langchain": langchain, "pydantic-ai": pydantic_ai}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("server")
    parser.add_argument("framework", choices=FRAMEWORKS)
    parser.add_argument("--key", default="none")
    parser.add_argument("--language-model", action="store_true", help="the server has a language model")
    given = parser.parse_args()
    calls = Calls(given.framework)
    api = given.server.rstrip("/") + "/v1/openai"
    return calls.finish(FRAMEWORKS[given.framework](calls, api, given.key, given.language_model))


if __name__ == "__main__":
    sys.exit(main())

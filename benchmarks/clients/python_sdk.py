"""Every call the `vlmrun` Python SDK offers, and what it does when it is refused.

build/clients/python/bin/python benchmarks/clients/python_sdk.py http://127.0.0.1:8080 --key KEY --other-key KEY
"""

import asyncio
import hashlib
import io
import json
import re
import sys
import urllib.request
import zipfile

import openai
from calls import (
    BLUR,
    CAT,
    FACE,
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
    own_copy,
    picture_part,
    require,
    same,
    user,
)
from PIL import Image
from pydantic import BaseModel
from vlmrun.client import VLMRun
from vlmrun.client.exceptions import APIError, AuthenticationError, ResourceNotFoundError, ServerError
from vlmrun.client.types import (
    AgentCreationConfig,
    AgentExecutionConfig,
    AgentSkill,
    GenerationConfig,
    PresignedUrlRequest,
    RequestMetadata,
)
from vlmrun.types import DocumentRef, ImageRef

UNKNOWN = "00000000-0000-4000-8000-000000000000"


class Total(BaseModel):
    total: float


class Blurred(BaseModel):
    image: ImageRef


class Kept(BaseModel):
    document: DocumentRef


class Inputs(BaseModel):
    prompt: str


def text(answer):
    return answer.choices[0].message.content


def schema_format(model):
    return {"type": "json_schema", "schema": model.model_json_schema()}


def drain(stream):
    """All of a stream, read as the SDK's command line does: one choice in each chunk."""
    words, session, usage, finish = "", None, None, None
    for chunk in stream:
        same(len(chunk.choices), 1)
        session = session or getattr(chunk, "session_id", None)
        words += chunk.choices[0].delta.content or ""
        usage = chunk.usage or usage
        finish = chunk.choices[0].finish_reason or finish
    require(session, "no chunk has a session_id")
    same(finish, "stop")
    require(usage is not None and usage.credits_used is not None, "no usage with credits_used")
    return words, session


def clients(calls, given):
    client = calls.run("constructor asks for health", lambda: VLMRun(base_url=given.api, api_key=given.key))
    calls.run("healthcheck", lambda: client.healthcheck(), lambda healthy: same(healthy, True))
    calls.run(
        "constructor without a key",
        lambda: VLMRun(base_url=given.api, require_api_key=False).healthcheck(),
        lambda healthy: same(healthy, True),
    )
    calls.run(
        "base URL with a slash at its end",
        lambda: VLMRun(base_url=given.api + "/", api_key=given.key).agent.completions.create(
            model=MODEL, messages=user(SUM)
        ),
        lambda answer: contains(text(answer), SUM_ANSWER),
    )
    calls.refused(
        "constructor with a wrong key",
        AuthenticationError,
        lambda: VLMRun(base_url=given.api, api_key="wrong"),
        "Invalid API key",
        status=401,
    )
    return client


def files(calls, client, given):
    png = given.work / "näive \"name\".png"
    Image.new("RGB", (40, 30), "navy").save(png)
    paper, pdf = own_copy(given, RECEIPT), own_copy(given, INVOICE)
    calls.run("files.get_cached_file of none", lambda: client.files.get_cached_file(paper), lambda f: same(f, None))
    receipt = calls.run(
        "files.upload, direct",
        lambda: client.files.upload(paper),
        lambda f: (same(f.filename, "receipt.png"), same(f.bytes, paper.stat().st_size), same(f.purpose, "assistants")),
    )
    calls.run(
        "files.get_cached_file",
        lambda: client.files.get_cached_file(str(paper)),
        lambda f: same(f.id, receipt.id),
    )
    calls.run("files.upload of the same again", lambda: client.files.upload(paper), lambda f: same(f.id, receipt.id))
    calls.run(
        "files.upload of the same, forced",
        lambda: client.files.upload(paper, force=True, method="direct"),
        lambda f: same(f.bytes, paper.stat().st_size),
    )
    calls.run(
        "files.upload of an unusual name",
        lambda: client.files.upload(png, purpose="vision"),
        lambda f: (contains(f.filename, "näive"), same(f.purpose, "vision")),
    )
    invoice = calls.run(
        "files.upload by presigned URL",
        lambda: client.files.upload(pdf, method="presigned-url", expiration=600),
        lambda f: (contains(f.filename, "invoice.pdf"), same(f.bytes, pdf.stat().st_size)),
    )
    got = calls.run("files.get", lambda: client.files.get(invoice.id), lambda f: same(f.id, invoice.id))
    calls.run(
        "the file's public URL, without a key",
        lambda: urllib.request.urlopen(got.public_url).read(),
        lambda read: same(hashlib.md5(read).hexdigest(), hashlib.md5(pdf.read_bytes()).hexdigest()),
    )
    calls.run(
        "files.generate_presigned_url",
        lambda: client.files.generate_presigned_url(PresignedUrlRequest(filename="scan.pdf", purpose="assistants")),
        lambda u: (contains(u.filename, "scan.pdf"), contains(u.url, "http"), same(u.content_type, "application/pdf")),
    )
    calls.run("files.list", lambda: client.files.list(limit=2), lambda found: same(len(found), 2))
    calls.run("files.list, further on", lambda: client.files.list(skip=1000), lambda found: same(found, []))
    doomed = own_copy(given, CAT, "doomed.jpg")
    kept = calls.run("files.upload of one to delete", lambda: client.files.upload(doomed))
    calls.run("files.delete", lambda: client.files.delete(kept.id), lambda f: same(f.id, kept.id))
    calls.refused("files.get of a deleted one", ResourceNotFoundError, lambda: client.files.get(kept.id), status=404)
    calls.refused("files.delete of an unknown one", ResourceNotFoundError, lambda: client.files.delete(UNKNOWN))
    calls.refused("files.upload for an unknown purpose", APIError, lambda: client.files.upload(CAT, purpose="fun"), "purpose")
    return receipt, invoice


def chat(calls, client, receipt, invoice):
    create = lambda *parts, **more: client.agent.completions.create(model=MODEL, messages=user(*parts), **more)
    calls.run(
        "completions.create",
        lambda: create(SUM),
        lambda a: (
            contains(text(a), SUM_ANSWER),
            require(a.session_id, "no session_id"),
            same(a.model, MODEL),
            same(a.usage.total_tokens, a.usage.prompt_tokens + a.usage.completion_tokens),
        ),
    )
    calls.run("completions.create, streamed", lambda: drain(create(SUM, stream=True)), lambda d: contains(d[0], SUM_ANSWER))
    calls.run(
        "completions.create with toolsets and models",
        lambda: create(SUM, toolsets=["core", "image"], models=["gemini"], extra_body={"preview": False}),
        lambda a: contains(text(a), SUM_ANSWER),
    )
    calls.run(
        "completions.create with every usual parameter",
        lambda: create(
            SUM, max_tokens=64, temperature=0.2, top_p=0.9, n=1, seed=4, stop=["\n\n\n"], user="anna",
            extra_body={"top_k": 3, "metadata": {"dataset_name": "a"}, "logprobs": 0},
        ),
        lambda a: contains(text(a), SUM_ANSWER),
    )
    calls.run("completions.create, two choices", lambda: create(SUM, n=2), lambda a: same(len(a.choices), 2))
    calls.run(
        "completions.create with an uploaded file",
        lambda: create({"type": "input_file", "file_id": receipt.id}, RECEIPT_TOTAL),
        lambda a: contains(text(a), "."),
    )
    calls.run(
        "completions.create with an uploaded document",
        lambda: create({"type": "input_file", "file_id": invoice.id}, "How many pages are in this PDF?"),
        lambda a: require(re.search(r"\d", text(a)), text(a)),
    )
    calls.run(
        "completions.create with a file's public URL",
        lambda: create({"type": "image_url", "image_url": {"url": client.files.get(receipt.id).public_url}}, RECEIPT_TOTAL),
        lambda a: contains(text(a), "."),
    )
    calls.run(
        "completions.create for JSON",
        lambda: create({"type": "input_file", "file_id": receipt.id}, RECEIPT_TOTAL, response_format=schema_format(Total)),
        lambda a: require(Total.model_validate_json(text(a)).total > 0, text(a)),
    )
    asked = calls.run("completions.create about a photo", lambda: create(FACES, picture_part()), lambda a: contains(text(a), "1"))
    blurred = calls.run(
        "completions.create, a further turn",
        lambda: create(BLUR, extra_body={"session_id": asked.session_id}),
        lambda a: (same(a.session_id, asked.session_id), require(re.search(r"img_[0-9a-f]{6}", text(a)), text(a))),
    )

    async def concurrently():
        one = lambda: client.agent.async_completions.create(model=MODEL, messages=user(SUM))
        return await asyncio.gather(one(), one())

    calls.run("async_completions.create, twice at once", lambda: asyncio.run(concurrently()), lambda a: same(len(a), 2))

    async def streamed():
        stream = await client.agent.async_completions.create(model=MODEL, messages=user(SUM), stream=True)
        return "".join([chunk.choices[0].delta.content or "" async for chunk in stream])

    calls.run("async_completions.create, streamed", lambda: asyncio.run(streamed()), lambda words: contains(words, SUM_ANSWER))
    calls.refused(
        "completions.create with an unknown model",
        openai.UnprocessableEntityError,
        lambda: client.agent.completions.create(model="no-such-model", messages=user(SUM)),
        "vlmrun-orion-1",
    )
    calls.refused(
        "completions.create with an unknown file",
        openai.APIStatusError,
        lambda: create({"type": "input_file", "file_id": UNKNOWN}, RECEIPT_TOTAL),
        "file",
    )
    calls.refused(
        "completions.create without messages",
        openai.UnprocessableEntityError,
        lambda: client.agent.completions.create(model=MODEL, messages=[]),
        "messages",
    )
    calls.refused(
        "completions.create with a session id that is none",
        openai.UnprocessableEntityError,
        lambda: create(SUM, extra_body={"session_id": "mine"}),
        "session_id",
    )
    return blurred


def artifacts(calls, client, other, blurred, invoice):
    image = lambda: re.findall(r"img_[0-9a-f]{6}", text(blurred))[-1]
    calls.run(
        "artifacts.get of a picture",
        lambda: client.artifacts.get(object_id=image(), session_id=blurred.session_id),
        lambda made: same(made.size, Image.open(FACE).size),
    )
    calls.run(
        "artifacts.get, as bytes",
        lambda: client.artifacts.get(object_id=image(), session_id=blurred.session_id, raw_response=True),
        lambda read: Image.open(io.BytesIO(read)).verify(),
    )
    calls.run(
        "artifacts.list",
        lambda: client.artifacts.list(session_id=blurred.session_id),
        lambda found: (
            same(found.namespace_id, blurred.session_id),
            contains([item.object_id for item in found.items], image()),
        ),
    )
    page = calls.run(
        "completions.create for a document",
        lambda: client.agent.completions.create(
            model=MODEL,
            messages=user({"type": "input_file", "file_id": invoice.id}, "Keep only page 1"),
        ),
        lambda a: require(re.search(r"doc_[0-9a-f]{6}", text(a)), text(a)),
    )
    calls.run(
        "artifacts.get of a document",
        lambda: client.artifacts.get(
            object_id=re.findall(r"doc_[0-9a-f]{6}", text(page))[-1], session_id=page.session_id
        ),
        lambda path: require(path.read_bytes().startswith(b"%PDF"), path),
    )
    calls.run(
        "artifacts.get by the name of a file that was sent",
        lambda: client.artifacts.get(filename="invoice.pdf", session_id=page.session_id),
        lambda read: require(read.startswith(b"%PDF"), read[:20]),
    )
    reference = calls.run(
        "completions.create for a picture by reference",
        lambda: client.agent.completions.create(
            model=MODEL, messages=user(BLUR, picture_part()), response_format=schema_format(Blurred)
        ),
        lambda a: Blurred.model_validate_json(text(a)),
    )
    calls.run(
        "artifacts.get by that reference",
        lambda: client.artifacts.get(object_id=json.loads(text(reference))["image"]["id"], session_id=reference.session_id),
        lambda made: same(made.size, Image.open(FACE).size),
    )
    calls.refused(
        "artifacts.get of an unknown one",
        ResourceNotFoundError,
        lambda: client.artifacts.get(object_id="img_ffffff", session_id=blurred.session_id),
        status=404,
    )
    calls.refused(
        "artifacts.list of an unknown session",
        ResourceNotFoundError,
        lambda: client.artifacts.list(session_id=UNKNOWN),
        status=404,
    )
    if other is not None:
        calls.refused(
            "artifacts.list with another key",
            ResourceNotFoundError,
            lambda: other.artifacts.list(session_id=blurred.session_id),
            status=404,
        )
        calls.refused(
            "files.get with another key", ResourceNotFoundError, lambda: other.files.get(invoice.id), status=404
        )


def agents(calls, client, receipt):
    made = calls.run(
        "agent.create",
        lambda: client.agent.create(
            name="receipt-total",
            config=AgentCreationConfig(prompt=RECEIPT_TOTAL, response_model=Total),
        ),
        lambda agent: same(agent.name, "receipt-total"),
    )
    calls.run(
        "agent.create without a name",
        lambda: client.agent.create(
            config=AgentCreationConfig(prompt="Read the text in this image"), inputs=Inputs(prompt="x")
        ),
        lambda agent: require(agent.name, "no name"),
    )
    calls.run("agent.list", lambda: client.agent.list(), lambda found: contains([a.id for a in found], made.id))
    calls.run("agent.get by name", lambda: client.agent.get(name="receipt-total"), lambda a: same(a.id, made.id))
    calls.run("agent.get by id", lambda: client.agent.get(id=made.id), lambda a: same(a.prompt, RECEIPT_TOTAL))
    calls.run("agent.get by prompt", lambda: client.agent.get(prompt=RECEIPT_TOTAL), lambda a: same(a.id, made.id))
    calls.run(
        "agent.get_by_id", lambda: client.agent.get_by_id(made.id), lambda a: contains(a.json_schema["properties"], "total")
    )
    calls.refused("agent.get of an unknown one", ResourceNotFoundError, lambda: client.agent.get(name="nobody"), status=404)
    calls.refused("agent.get_by_id of an unknown one", ResourceNotFoundError, lambda: client.agent.get_by_id(UNKNOWN))

    run = calls.run(
        "agent.execute of a prompt",
        lambda: client.agent.execute(config=AgentExecutionConfig(prompt=SUM)),
        lambda started: contains(("enqueued", "pending", "running", "completed"), started.status),
    )
    calls.run(
        "executions.wait",
        lambda: client.executions.wait(run.id, timeout=60, sleep=1),
        lambda ended: (same(ended.status, "completed"), contains(json.dumps(ended.response), SUM_ANSWER)),
    )
    named = calls.run(
        "agent.execute of a stored agent with a file",
        lambda: client.agent.execute(
            name="receipt-total",
            inputs={"file": {"type": "input_file", "file_id": receipt.id}},
            metadata=RequestMetadata(environment="dev"),
            toolsets=["core", "image", "document"],
        ),
    )
    calls.run(
        "executions.wait for it",
        lambda: client.executions.wait(named.id, timeout=120, sleep=1),
        lambda ended: require(ended.response["total"] > 0, ended.response),
    )
    blurring = calls.run(
        "agent.execute with a data URI and a response model",
        lambda: client.agent.execute(
            inputs={"image": picture_part()},
            config=AgentExecutionConfig(prompt=BLUR, response_model=Blurred),
            model="vlmrun-orion-1:fast",
        ),
    )
    blurred = calls.run(
        "executions.wait for its picture",
        lambda: client.executions.wait(blurring.id, timeout=120, sleep=1),
        lambda ended: Blurred.model_validate(ended.response),
    )
    calls.run(
        "artifacts.get of an execution",
        lambda: client.artifacts.get(object_id=blurred.response["image"]["id"], execution_id=blurred.id),
        lambda made: same(made.size, Image.open(FACE).size),
    )
    calls.run(
        "artifacts.list of an execution",
        lambda: client.artifacts.list(execution_id=blurred.id),
        lambda found: same(found.namespace_id, blurred.id),
    )
    calls.run("executions.get", lambda: client.executions.get(run.id), lambda ended: same(ended.id, run.id))
    calls.run("executions.list", lambda: client.executions.list(limit=2), lambda found: same(len(found), 2))
    calls.refused("executions.get of an unknown one", ResourceNotFoundError, lambda: client.executions.get(UNKNOWN))
    calls.refused(
        "agent.execute of an unknown agent", ResourceNotFoundError, lambda: client.agent.execute(name="nobody"), status=404
    )
    calls.refused(
        "agent.execute with an unknown model",
        APIError,
        lambda: client.agent.execute(config=AgentExecutionConfig(prompt=SUM), model="no-such-model"),
        "model",
        status=422,
    )
    return run


def skill_folder(folder):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "SKILL.md").write_text(
        "---\nname: receipt-reader\ndescription: Reads the total of a receipt.\n---\n\n" + RECEIPT_TOTAL + "\n"
    )
    (folder / "schema.json").write_text(json.dumps(Total.model_json_schema()))
    return folder


def skills(calls, client, given, receipt, blurred):
    folder = skill_folder(given.work / "receipt-reader")
    made = calls.run(
        "skills.create from a prompt",
        lambda: client.skills.create(prompt=RECEIPT_TOTAL, json_schema=Total.model_json_schema(), name="totals"),
        lambda skill: contains(skill.name, "totals"),
    )
    uploaded = calls.run(
        "skills.create_from_directory",
        lambda: client.skills.create_from_directory(folder),
        lambda skill: contains(skill.skill_name, "receipt-reader"),
    )
    calls.run(
        "skills.create from a session",
        lambda: client.skills.create(session_id=blurred.session_id, name="blurring"),
        lambda skill: contains(skill.name, "blurring"),
    )
    calls.run(
        "skills.list", lambda: client.skills.list(), lambda found: contains([skill.id for skill in found], made.id)
    )
    calls.run(
        "skills.list, grouped and sorted",
        lambda: client.skills.list(limit=2, order_by="name", descending=False, grouped=True),
        lambda found: same([skill.name for skill in found], sorted(skill.name for skill in found)),
    )
    first = calls.run("skills.get by id", lambda: client.skills.get(id=made.id), lambda skill: same(skill.name, made.name))
    calls.run("skills.get by name", lambda: client.skills.get(name=made.name), lambda skill: same(skill.id, made.id))
    calls.run(
        "skills.get by name and version",
        lambda: client.skills.get(name=made.name, skill_version=first.skill_version),
        lambda skill: same(skill.skill_version, first.skill_version),
    )
    calls.run(
        "skills.update",
        lambda: client.skills.update(made.id, description="Totals of receipts."),
        lambda skill: (same(skill.description, "Totals of receipts."), same(skill.name, made.name)),
    )
    link = calls.run(
        "skills.download", lambda: client.skills.download(uploaded.skill_id), lambda link: contains(link.download_url, "http")
    )
    calls.run(
        "the skill's zip, without a key",
        lambda: zipfile.ZipFile(io.BytesIO(urllib.request.urlopen(link.download_url).read())).namelist(),
        lambda names: contains(names, "SKILL.md", "schema.json"),
    )
    with_receipt = lambda *skills: client.agent.completions.create(
        model=MODEL,
        messages=user({"type": "input_file", "file_id": receipt.id}, RECEIPT_TOTAL),
        skills=[skill.model_dump(exclude_none=True) for skill in skills],
    )
    calls.run(
        "completions.create with an uploaded skill",
        lambda: with_receipt(uploaded),
        lambda a: require(Total.model_validate_json(text(a)).total > 0, text(a)),
    )
    calls.run(
        "completions.create with an inline skill",
        lambda: with_receipt(AgentSkill.from_directory(folder)),
        lambda a: require(Total.model_validate_json(text(a)).total > 0, text(a)),
    )
    run = calls.run(
        "agent.execute with a skill by name",
        lambda: client.agent.execute(
            inputs={"file": {"type": "input_file", "file_id": receipt.id}},
            config=AgentExecutionConfig(prompt=RECEIPT_TOTAL, skills=[AgentSkill(skill_id="receipt-reader")]),
        ),
    )
    calls.run(
        "executions.wait for the skill",
        lambda: client.executions.wait(run.id, timeout=120, sleep=1),
        lambda ended: require(ended.response["total"] > 0, ended.response),
    )
    calls.refused("skills.get of an unknown one", ResourceNotFoundError, lambda: client.skills.get(name="nothing"), status=404)
    calls.refused("skills.get of an unknown id", ResourceNotFoundError, lambda: client.skills.get(id=UNKNOWN), status=404)
    calls.refused("skills.create from nothing", APIError, lambda: client.skills.create(), status=422)


def predictions(calls, client, receipt, invoice):
    config = GenerationConfig(response_model=Total, prompt=RECEIPT_TOTAL)
    made = calls.run(
        "image.generate",
        lambda: client.image.generate(domain="document.receipt", images=[RECEIPT], config=config),
        lambda p: (same(p.status, "completed"), same(list(p.response), ["total"]), require(p.response["total"] > 0, p)),
    )
    calls.run(
        "image.generate of a PIL image, grounded",
        lambda: client.image.generate(
            domain="document.receipt",
            images=[Image.open(RECEIPT)],
            config=GenerationConfig(response_model=Total, prompt=RECEIPT_TOTAL, grounding=True, confidence=True),
            metadata=RequestMetadata(environment="dev"),
        ),
        lambda p: contains(p.response, "total", "total_metadata"),
    )
    calls.run(
        "image.generate of a URL",
        lambda: client.image.generate(
            domain="document.receipt", urls=[client.files.get(receipt.id).public_url], config=config
        ),
        lambda p: same(p.status, "completed"),
    )
    calls.run(
        "image.execute",
        lambda: client.image.execute(name="receipt-total", images=[RECEIPT]),
        lambda p: require(p.response["total"] > 0, p),
    )
    calls.run(
        "image.schema",
        lambda: client.image.schema(images=[RECEIPT]),
        lambda p: (contains(p.response.json_schema, "properties"), require(p.response.response_model, p)),
    )
    invoiced = GenerationConfig(response_model=Total, prompt="What is the total of this invoice?", page_indices=[0])
    calls.run(
        "document.generate of a path",
        lambda: client.document.generate(file=INVOICE, domain="document.invoice", config=invoiced),
        lambda p: (same(p.status, "completed"), require(p.response["total"] > 0, p)),
    )
    calls.run(
        "document.generate of a file id, cast to its schema",
        lambda: client.document.generate(file=invoice.id, domain="document.invoice", config=invoiced, autocast=True),
        lambda p: same(p.status, "completed"),
    )
    later = calls.run(
        "document.generate, later",
        lambda: client.document.generate(
            url=client.files.get(invoice.id).public_url, domain="document.invoice", config=invoiced, batch=True
        ),
        lambda p: (same(p.status, "pending"), same(p.response, None), same(p.completed_at, None)),
    )
    calls.run(
        "predictions.wait",
        lambda: client.predictions.wait(later.id, timeout=120, sleep=1),
        lambda p: (same(p.status, "completed"), require(p.response["total"] > 0, p)),
    )
    calls.run(
        "document.execute",
        lambda: client.document.execute(name="receipt-total", file=receipt.id),
        lambda p: require(p.response["total"] > 0, p),
    )
    calls.run(
        "document.schema",
        lambda: client.document.schema(file=invoice.id),
        lambda p: (contains(p.response.json_schema, "properties"), require(p.response.response_model, p)),
    )
    calls.run("predictions.get", lambda: client.predictions.get(made.id), lambda p: same(p.id, made.id))
    calls.run("predictions.list", lambda: client.predictions.list(limit=2), lambda found: same(len(found), 2))
    calls.refused("predictions.get of an unknown one", ResourceNotFoundError, lambda: client.predictions.get(UNKNOWN))
    calls.refused(
        "image.generate of an unknown domain",
        APIError,
        lambda: client.image.generate(domain="document.nothing", images=[RECEIPT]),
        "domain",
    )
    once = VLMRun(base_url=client.base_url, api_key=client.api_key, max_retries=1)
    calls.refused(
        "audio.generate names what lacks",
        ServerError,
        lambda: once.audio.generate(file=receipt.id, domain="audio.transcription"),
        "transcribe",
        status=501,
    )
    calls.refused(
        "video.generate names what lacks",
        ServerError,
        lambda: once.video.generate(file=receipt.id, domain="video.transcription"),
        "transcribe",
        status=501,
    )
    calls.refused("datasets.list is not offered", ServerError, lambda: once.datasets.list(), status=501)
    calls.refused("fine_tuning.list is not offered", ServerError, lambda: once.fine_tuning.list(), status=501)
    return made


def catalogues(calls, client):
    calls.run("hub.info", lambda: client.hub.info(), lambda info: require(info.version, "no version"))
    calls.run(
        "hub.list_domains",
        lambda: client.hub.list_domains(),
        lambda found: (
            require(len(found) >= 14, f"only {len(found)} domains"),
            contains([entry.domain for entry in found], "document.invoice", "healthcare.hipaa-release", "media.tv-news"),
        ),
    )
    calls.run(
        "hub.get_schema",
        lambda: client.hub.get_schema("document.invoice"),
        lambda schema: (same(len(schema.schema_hash), 8), contains(schema.json_schema, "properties")),
    )
    calls.run(
        "hub.get_pydantic_model of every domain",
        lambda: [client.hub.get_pydantic_model(entry.domain) for entry in client.hub.list_domains()],
        lambda models: [require(issubclass(model, BaseModel), model) for model in models],
    )
    calls.refused("hub.get_schema of an unknown domain", Exception, lambda: client.hub.get_schema("document.nothing"), "document.nothing")
    calls.run(
        "models.list",
        lambda: client.models.list(),
        lambda found: require(any(entry.domain == "document.invoice" for entry in found), found),
    )
    calls.run("list_domains", lambda: client.list_domains(), lambda found: require(len(found) >= 14, found))
    calls.run("get_schema", lambda: client.get_schema("document.resume"), lambda schema: same(schema.domain, "document.resume"))
    calls.run("get_type", lambda: client.get_type("document.us-passport"), lambda model: require(issubclass(model, BaseModel), model))


def feedback(calls, client, prediction):
    calls.run(
        "feedback.submit",
        lambda: client.feedback.submit(prediction.id, response={"total": 1.0}, notes="A note."),
        lambda given: same(given.request_id, prediction.id),
    )
    calls.run(
        "feedback.submit of a note only",
        lambda: client.feedback.submit(prediction.id, notes="Another."),
        lambda given: same(given.request_id, prediction.id),
    )
    calls.run(
        "feedback.get",
        lambda: client.feedback.get(prediction.id, limit=1000),
        lambda found: (same(len(found.items), 2), contains([item.notes for item in found.items], "A note.")),
    )
    calls.refused("feedback.get of an unknown id", ResourceNotFoundError, lambda: client.feedback.get(UNKNOWN), status=404)
    calls.refused(
        "feedback.submit for an unknown id", ResourceNotFoundError, lambda: client.feedback.submit(UNKNOWN, notes="x")
    )


def main():
    given = arguments(__doc__)
    calls = Calls("vlmrun Python SDK")
    client = clients(calls, given)
    other = VLMRun(base_url=given.api, api_key=given.other_key) if given.other_key else None
    receipt, invoice = files(calls, client, given)
    blurred = chat(calls, client, receipt, invoice)
    artifacts(calls, client, other, blurred, invoice)
    agents(calls, client, receipt)
    skills(calls, client, given, receipt, blurred)
    prediction = predictions(calls, client, receipt, invoice)
    catalogues(calls, client)
    feedback(calls, client, prediction)
    return calls.finish(at_least=60)


if __name__ == "__main__":
    sys.exit(main())

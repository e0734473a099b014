"""What pydantic and FastAPI say to each kind of field and value."""
import json, sys
from enum import Enum
from typing import Any, Literal
from uuid import UUID
import fastapi, pydantic
from fastapi.testclient import TestClient
from pydantic import BaseModel

class Inner(BaseModel):
    x: int = 0
class Word(Enum):
    a = "a"
KINDS = {"string": str, "integer": int, "number": float, "boolean": bool, "dict": dict[str, Any], "list": list[Any],
         "model": Inner, "literal": Literal["a"], "enum": Word, "uuid": UUID}
VALUES = [None, True, False, "zz", "5", " 5 ", "1.5", "1.0", "true", "No", "", 1, 7, -1, 0, 1.5, 2.0, 2**70, 1e300, [], {}]
rows = []
for kind, of in KINDS.items():
    Body = pydantic.create_model("Body", f=(of, ...))
    app = fastapi.FastAPI()
    @app.post("/")
    def post(body: Body): return {}
    client = TestClient(app)
    for value in VALUES:
        answer = client.post("/", json={"f": value})
        rows.append({"kind": kind, "value": value, "fault": None if answer.status_code == 200 else answer.json()["detail"][0]["type"]})
head = {"fastapi": fastapi.__version__, "pydantic": pydantic.VERSION}
print("{" + json.dumps(head)[1:-1] + ', "faults": [\n' + ",\n".join("  " + json.dumps(r) for r in rows) + "\n]}")

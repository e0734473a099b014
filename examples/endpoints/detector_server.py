#!/usr/bin/env python3
"""An endpoint for Rigel's setting detector.endpoint: finds things by any words.

  python3 examples/endpoints/detector_server.py owlv2:detect --port 9100
  RIGEL_DETECTOR_ENDPOINT=http://127.0.0.1:9100 ./rigel serve

The argument names a Python module and a function in it, found beside this file or on the path:

  detect(image: bytes, media_type: str, labels: list[str]) -> list of {"label", "box", "confidence"}

with boxes [x, y, width, height] as parts of the picture, 0 to 1 from the top left. The server itself needs Python's standard library
only. owlv2.py beside it is such a function for a public model; it needs the packages it names.
"""

import argparse
import base64
import hmac
import importlib
import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

LARGEST_REQUEST = 64 * 1024 * 1024


def handler_for(detect, key):
    class Handler(BaseHTTPRequestHandler):
        timeout = 30

        def do_POST(self):
            if key and not hmac.compare_digest(self.headers.get("Authorization", ""), f"Bearer {key}"):
                return self.answer(401, {"error": "wrong key"})
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 < length <= LARGEST_REQUEST:
                return self.answer(413, {"error": "the request is empty or too large"})
            try:
                question = json.loads(self.rfile.read(length))
                if question["task"] != "detect":
                    return self.answer(422, {"error": "this endpoint only detects"})
                image = base64.b64decode(question["image"]["data"], validate=True)
                media_type = question["image"]["media_type"]
                labels = [str(label) for label in question["labels"]]
            except (KeyError, TypeError, ValueError):
                return self.answer(422, {"error": "not a question as docs/endpoints.md describes it"})
            return self.answer(200, {"regions": detect(image, media_type, labels)})

        def answer(self, status, content):
            body = json.dumps(content).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    return Handler


def main():
    parser = argparse.ArgumentParser(description="Serves a Python function as Rigel's detector.")
    parser.add_argument("detector", help="MODULE:FUNCTION")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=9100)
    parser.add_argument("--key", default="", help="key that requests must carry")
    arguments = parser.parse_args()
    module, _, function = arguments.detector.partition(":")
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    detect = getattr(importlib.import_module(module), function or "detect")
    server = ThreadingHTTPServer((arguments.host, arguments.port), handler_for(detect, arguments.key))
    print(f"listening on http://{arguments.host}:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

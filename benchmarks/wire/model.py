"""A language model endpoint for fuzzing: whatever it is asked, it says the same short program, at once."""

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PROGRAM = '```python\nanswer("Done")\n```'


class Model(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
        head = {"id": "chatcmpl-1", "created": 0, "model": asked.get("model", "")}
        if asked.get("stream"):
            chunk = head | {"object": "chat.completion.chunk"}
            first = chunk | {"choices": [{"index": 0, "delta": {"role": "assistant", "content": PROGRAM}, "finish_reason": None}]}
            last = chunk | {"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}], "usage": usage}
            body = "".join(f"data: {json.dumps(c)}\n\n" for c in (first, last)) + "data: [DONE]\n\n"
            self.answer("text/event-stream", body)
        else:
            message = {"role": "assistant", "content": PROGRAM}
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            self.answer("application/json", json.dumps(head | {"object": "chat.completion", "choices": [choice], "usage": usage}))

    def do_GET(self):
        self.answer("application/json", json.dumps({"object": "list", "data": [{"id": "same", "object": "model"}]}))

    def answer(self, media_type, body):
        content = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Model)
    print(server.server_port, flush=True)
    server.serve_forever()

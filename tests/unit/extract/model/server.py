"""A server on loopback that speaks as much of OpenAI's chat completions as whomet uses, and misbehaves on demand."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, override

PATH = "/v1/chat/completions"


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer; with `hang` it comes only when the server stops."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict[str, str])
    hang: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it came in, the names of its headers in lower case."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def words(self) -> str:
        """Everything that the messages say."""
        return "\n".join(message["content"] for message in self.body["messages"])

    @property
    def form(self) -> str | None:
        """The form that the answer should have."""
        return self.body.get("response_format", {}).get("type")


type Respond = Callable[[Asked], Answer]


def say(content: str | None, *, finish: str = "stop", **message: Any) -> Answer:  # noqa: ANN401
    """A chat completion whose one choice has this content."""
    choice = {"index": 0, "finish_reason": finish, "message": {"role": "assistant", "content": content, **message}}
    completion = {"id": "c-1", "object": "chat.completion", "created": 0, "model": "parrot", "choices": [choice]}
    return Answer(body=json.dumps(completion, ensure_ascii=False))


def say_claims(*claims: dict[str, Any]) -> Answer:
    """A chat completion with claims as they were asked for."""
    return say(json.dumps({"claims": claims}, ensure_ascii=False))


def refuse(status: int, message: str, *, param: str | None = None, **headers: str) -> Answer:
    """An error as OpenAI tells it; an underscore in a header's name stands for a hyphen."""
    body = json.dumps({"error": {"message": message, "type": "error", "param": param, "code": None}})
    return Answer(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


class ModelServer:
    """Answers each request with the next of its answers, and the last one again and again.

    Attributes:
        asked: The requests so far.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: list[Answer | Respond] = []
        self._stopping = threading.Event()
        self._http = ThreadingHTTPServer(("127.0.0.1", 0), self._make_handler())
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    @property
    def base_url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._http.server_port}/v1"

    def will(self, *answers: Answer | Respond) -> None:
        """Say what it answers from now on."""
        self._answers = list(answers)

    def stop(self) -> None:
        """Let go of whoever hangs, and end."""
        self._stopping.set()
        self._http.shutdown()
        self._thread.join()
        self._http.server_close()

    def _answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        return answer if isinstance(answer, Answer) else answer(asked)

    def _make_handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["Content-Length"])
                body = json.loads(self.rfile.read(length))
                answer = server._answer(
                    Asked(self.path, {name.lower(): value for name, value in self.headers.items()}, body)
                )
                if answer.hang:
                    server._stopping.wait()
                # Who asked may have given up by now.
                with suppress(ConnectionError):
                    self.send_response(answer.status)
                    headers = {"Content-Type": "application/json"} | answer.headers
                    for name, value in headers.items():
                        self.send_header(name, value)
                    raw = answer.body.encode()
                    self.send_header("Content-Length", str(len(raw)))
                    self.end_headers()
                    self.wfile.write(raw)

            @override
            def log_message(self, format: str, *args: object) -> None:
                """Say nothing: the tests' output is read by people."""

        return Handler

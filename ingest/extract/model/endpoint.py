"""An endpoint that speaks OpenAI's chat completions: asks, retries, and steps down to what it can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, SecretStr, ValidationError

from graph.errors import InputError, ModelUnavailableError
from ingest.extract.model.answer import answer_schema
from ingest.extract.model.prompt import write_instructions, write_schema

if TYPE_CHECKING:
    from openai import APIError, OpenAI

type Form = Literal["json_schema", "json_object", "text"]

# How the answer's form is asked for, best first; an endpoint that refuses one is asked by the next.
FORMS: tuple[Form, ...] = ("json_schema", "json_object", "text")
TOO_LONG = ("context length", "context_length", "context window", "context size", "too many tokens", "too long")
REFUSED = frozenset({400, 422})
SHOWN = 300


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model answered.

    Attributes:
        text: Its words; empty where it gave none.
        cut: Whether it ended too early, or the passage was too long to be read.
        refusal: Why it did not want to answer; None where it did.
        problem: What is wrong with an answer that is no chat completion at all; None where it is one.
    """

    text: str = ""
    cut: bool = False
    refusal: str | None = None
    problem: str | None = None


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Completion(BaseModel):
    choices: list[_Choice]


class Endpoint:
    """One model at one address.

    Only what is passed here is sent: keys and organisations that the environment holds for other uses of the
    `openai` package are not. The key is in no message, error or repr.
    """

    def __init__(self, *, base_url: str, model: str, key: SecretStr | None, timeout_s: float, retries: int) -> None:
        """Take an address such as http://localhost:11434/v1; nothing is sent yet.

        Raises:
            InputError: The address, the model's name, the key or the time-out can't be used.
        """
        self._shown = _check_address(base_url)
        if not model.strip():
            raise InputError("WHOMET_LLM_MODEL is empty; give the name that the endpoint has for the model")
        if timeout_s <= 0 or retries < 0:
            raise InputError("the time-out must be above 0 seconds, and the number of retries not below 0")
        self._key = _check_key(key)
        self._base_url, self._model, self._timeout_s, self._retries = base_url, model, timeout_s, retries
        self._forms = list(FORMS)
        self._options: dict[str, Any] = {"temperature": 0}
        self._seeded = True
        self._opened: OpenAI | None = None

    def close(self) -> None:
        """Close the connections."""
        if self._opened is not None:
            self._opened.close()
            self._opened = None

    def ask(self, messages: list[str], *, about: str, seed: int) -> Reply:
        """Ask a question, and further ones about the same passage, after the instructions.

        Args:
            messages: What the user says.
            about: The document, for errors.
            seed: What makes the answer repeatable, where the endpoint can do that.

        Raises:
            ModelUnavailableError: It does not answer after all retries, or refuses.
        """
        from openai import APIError, APIStatusError

        while True:
            try:
                return _read(self._send(messages, seed))
            except APIStatusError as error:
                if error.status_code in REFUSED and _is_too_long(error):
                    return Reply(cut=True)
                if error.status_code not in REFUSED or not self._step_down(error):
                    # `from None`: the cause quotes the server, who may repeat the key.
                    raise self._explain(error, about) from None
            except APIError as error:
                raise self._explain(error, about) from None

    def _send(self, messages: list[str], seed: int) -> str:
        from openai import omit

        form = self._forms[0]
        system = write_instructions() + ("" if form == "json_schema" else f"\n\n{write_schema()}")
        options = self._options | ({"seed": seed} if self._seeded else {})
        if form == "json_schema":
            named = {"name": "claims", "strict": True, "schema": answer_schema()}
            options["response_format"] = {"type": "json_schema", "json_schema": named}
        elif form == "json_object":
            options["response_format"] = {"type": "json_object"}
        sent: list[dict[str, str]] = [{"role": "system", "content": system}]
        sent += [{"role": "user", "content": message} for message in messages]
        create: Any = self._client.chat.completions.with_raw_response.create
        bearer = omit if self._key is None else f"Bearer {self._key.get_secret_value()}"
        headers = {"Authorization": bearer, "OpenAI-Organization": omit, "OpenAI-Project": omit}
        return create(model=self._model, messages=sent, extra_headers=headers, **options).text

    @property
    def _client(self) -> OpenAI:
        from openai import OpenAI

        if self._opened is None:
            # A key of any sort keeps the client from looking into the environment; `_send` sends the real one.
            self._opened = OpenAI(
                api_key="none", base_url=self._base_url, timeout=self._timeout_s, max_retries=self._retries
            )
        return self._opened

    def _step_down(self, error: APIError) -> bool:
        """Leave out what the endpoint complains of; False where nothing is left to leave out."""
        told = f"{error.param} {error.message}".lower()
        if "response_format" not in told:
            if self._seeded and "seed" in told:
                self._seeded = False
                return True
            if "temperature" in told and self._options.pop("temperature", None) is not None:
                return True
        if len(self._forms) == 1:
            return False
        del self._forms[0]
        return True

    def _explain(self, error: APIError, about: str) -> ModelUnavailableError:
        return ModelUnavailableError(f"{about}: the model endpoint {self._shown} {self._tell(error)}")

    def _tell(self, error: APIError) -> str:
        from openai import APIConnectionError, APIStatusError, APITimeoutError

        tries = "in one try" if self._retries == 0 else f"in up to {self._retries + 1} tries"
        if isinstance(error, APITimeoutError):
            return (
                f"gave no answer within {self._timeout_s:g} s, {tries}; "
                "allow more time, or take a faster model or shorter passages"
            )
        if isinstance(error, APIConnectionError) or not isinstance(error, APIStatusError):
            return "can't be reached; see that it runs and that WHOMET_LLM_BASE_URL is right"
        match error.status_code:
            case 401 | 403:
                todo = "refuses the key; see that WHOMET_LLM_KEY is right and may use the model"
            case 404:
                todo = f"has no model {self._model!r}, or the address is wrong; see WHOMET_LLM_MODEL and _BASE_URL"
            case 429:
                todo = f"has had too many requests or the quota is used up, {tries}; wait, then run the same again"
            case status if status >= 500:  # noqa: PLR2004  -- server errors
                todo = f"failed, {tries}; see its log, then run the same again"
            case _:
                todo = "refuses the request; see what it says"
        return f"{todo} (HTTP {error.status_code}: {self._redact(error.message)})"

    def _redact(self, text: str) -> str:
        if self._key is not None:
            text = text.replace(self._key.get_secret_value(), "…")
        line = " ".join(text.split())
        return line if len(line) <= SHOWN else f"{line[:SHOWN]}…"


def _check_address(base_url: str) -> str:
    """The address as it may be shown: without its query, which may hold a secret."""
    wanted = "write it like http://localhost:11434/v1"
    try:
        parts = urlsplit(base_url)
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:
        # `from None`: the cause quotes parts of the address, and somebody may have put a password there.
        raise InputError(f"WHOMET_LLM_BASE_URL is no web address; {wanted}") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise InputError(f"WHOMET_LLM_BASE_URL is no web address; {wanted}")
    if parts.username is not None or parts.password is not None:
        raise InputError(f"WHOMET_LLM_BASE_URL holds a user or password; {wanted}, and put the key in WHOMET_LLM_KEY")
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path}"


def _check_key(key: SecretStr | None) -> SecretStr | None:
    """Strip a key of the line break that files end in; one that no header can carry would show up in an error."""
    bare = key.get_secret_value().strip() if key is not None else ""
    if not bare:
        return None
    if not (bare.isascii() and bare.isprintable()) or " " in bare:
        raise InputError("WHOMET_LLM_KEY has signs that no key has; copy it again")
    return SecretStr(bare)


def _is_too_long(error: APIError) -> bool:
    told = f"{error.code} {error.message}".lower()
    return any(words in told for words in TOO_LONG)


def _read(body: str) -> Reply:
    try:
        choices = _Completion.model_validate_json(body).choices
    except ValidationError as error:
        return Reply(problem=f"the endpoint answered with no chat completion ({error.error_count()} faults)")
    if not choices:
        return Reply()
    message, finish = choices[0].message, choices[0].finish_reason
    refusal = message.refusal or ("the endpoint's filter stopped it" if finish == "content_filter" else None)
    return Reply(text=(message.content or "").strip(), cut=finish == "length", refusal=refusal)

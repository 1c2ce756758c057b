"""Documents to bundles through a language model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Any, Self

from pydantic import SecretStr, ValidationError

from graph.errors import InputError
from graph.records import Bundle, Claim, Document
from graph.settings import Settings
from ingest.extract.model.answer import parse_answer
from ingest.extract.model.checking import ClaimChecker
from ingest.extract.model.endpoint import Endpoint
from ingest.extract.model.passages import Passage, split_text
from ingest.extract.model.prompt import write_correction, write_question
from ingest.extract.model.report import Failure, ModelReport, Reading, Reason

SEED = 5
# Characters of text a question: some 2,000 tokens, which leave room for claims in a window of 8,000.
BUDGET = 8_000
# A passage shorter than this has no claims that would fill an answer: halving it helps nothing.
LEAST = 400


class _NoAnswer(Exception):  # noqa: N818  -- control flow inside this module, never raised to others
    def __init__(self, reason: Reason, detail: str) -> None:
        super().__init__(detail)
        self.reason, self.detail = reason, detail


class ModelExtractor:
    """Reads documents through any endpoint that speaks OpenAI's chat completions protocol.

    Attributes:
        coder: What its claims name as their coder, `model:MODEL`.
        report: What came of the documents that `extract` has read so far.
    """

    def __init__(  # noqa: PLR0913  -- an address, a model, and how patient to be
        self,
        *,
        base_url: str,
        model: str,
        key: str | None,
        timeout_s: float = 60.0,
        retries: int = 2,
        budget: int = BUDGET,
    ) -> None:
        """Take where and how to ask; nothing is sent yet.

        Args:
            base_url: The address that "/chat/completions" is added to, such as http://localhost:11434/v1.
            model: The endpoint's name for the model.
            key: Sent as a bearer token; None sends none.
            timeout_s: Seconds to wait for one answer.
            retries: How often to ask again after a time-out, a lost connection, HTTP 408, 409, 429 or 5xx.
            budget: Most characters of text in one question.

        Raises:
            InputError: One of them can't be used.
        """
        if budget < 1:
            raise InputError("the budget of characters must be at least 1")
        secret = None if key is None else SecretStr(key)
        self._endpoint = Endpoint(base_url=base_url, model=model, key=secret, timeout_s=timeout_s, retries=retries)
        self._budget = budget
        self.coder = f"model:{model}"
        self.report = ModelReport()

    @classmethod
    def of(cls, settings: Settings, *, timeout_s: float = 60.0) -> Self:
        """The endpoint and model that the settings name.

        Raises:
            InputError: They name none, or one that can't be used.
        """
        if not settings.llm_base_url or not settings.llm_model:
            raise InputError(
                "no language model is set; set WHOMET_LLM_BASE_URL (such as http://localhost:11434/v1) and "
                "WHOMET_LLM_MODEL, or extract by rules"
            )
        key = None if settings.llm_key is None else settings.llm_key.get_secret_value()
        return cls(base_url=settings.llm_base_url, model=settings.llm_model, key=key, timeout_s=timeout_s)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections; the next document opens them again."""
        self._endpoint.close()

    def extract(self, documents: Iterable[Document]) -> Iterator[Bundle]:
        """Read documents one by one; those without a usable answer are left out and told in `report`.

        Raises:
            ModelUnavailableError: The endpoint does not answer or refuses; names the document it stopped at.
        """
        for document in documents:
            reading = self.read(document)
            self.report.add(reading)
            if reading.bundle is not None:
                yield reading.bundle

    def read(self, document: Document) -> Reading:
        """Read one document, without counting it in `report`.

        Raises:
            ModelUnavailableError: As `extract`.
        """
        if document.text is None:
            detail = "there are no words to quote; give the text"
            return Reading(None, failure=Failure(document.doc_id, Reason.NO_TEXT, detail))
        checker = ClaimChecker(document, coder=self.coder)
        claims: list[Claim] = []
        try:
            for passage in split_text(document.text, self._budget):
                if passage.text.strip():
                    claims += self._read_passage(document, passage, checker)
        except _NoAnswer as none:
            return Reading(None, tuple(checker.drops), Failure(document.doc_id, none.reason, none.detail))
        counted = document.model_copy(update={"claims": len(claims)})
        return Reading(Bundle(document=counted, claims=tuple(claims)), tuple(checker.drops))

    def _read_passage(self, document: Document, passage: Passage, checker: ClaimChecker) -> list[Claim]:
        try:
            return checker.check(passage, self._ask(document, passage))
        except _NoAnswer as none:
            if none.reason is not Reason.CUT or len(passage.text) < LEAST:
                raise
        # The one more try of an answer that did not fit: two halves, each asked once.
        return [claim for half in passage.halve() for claim in checker.check(half, self._ask(document, half))]

    def _ask(self, document: Document, passage: Passage) -> tuple[Any, ...]:
        """The model's claims about a passage, unchecked; asked once more where its answer can't be read."""
        question = write_question(document, passage, whole=passage.text == document.text)
        try:
            return self._ask_once(document, [question], SEED)
        except _NoAnswer as none:
            if none.reason not in {Reason.BROKEN, Reason.EMPTY}:
                raise
            correction = write_correction(none.detail)
        # Another seed too, or the same answer would come again.
        return self._ask_once(document, [question, correction], SEED + 1)

    def _ask_once(self, document: Document, messages: list[str], seed: int) -> tuple[Any, ...]:
        reply = self._endpoint.ask(messages, about=document.doc_id, seed=seed)
        if reply.refusal is not None:
            raise _NoAnswer(Reason.DECLINED, reply.refusal)
        if reply.cut:
            raise _NoAnswer(Reason.CUT, "raise the server's limits, or take shorter passages")
        if reply.problem is not None:
            raise _NoAnswer(Reason.BROKEN, reply.problem)
        if not reply.text:
            raise _NoAnswer(Reason.EMPTY, "it held no words at all")
        try:
            return parse_answer(reply.text)
        except ValidationError as error:
            told = "; ".join(one["msg"] for one in error.errors(include_url=False))
            raise _NoAnswer(Reason.BROKEN, f'it is no object with a list "claims" ({told})') from error
        except ValueError as error:
            raise _NoAnswer(Reason.BROKEN, str(error)) from error

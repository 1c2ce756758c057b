"""An endpoint that behaves: what it is asked, and the claims that come of its answers."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from graph.records import Bundle, Claim, Evidence
from graph.vocabulary import load_vocabulary
from ingest.extract.model import ModelExtractor, Reason, combine
from tests.unit.extract.model.conftest import KEY, TEXT, Connect, document, meeting, participant, release
from tests.unit.extract.model.server import PATH, Answer, ModelServer, say, say_claims


def only(extractor: ModelExtractor) -> Bundle:
    """The bundle of the one document."""
    (bundle,) = extractor.extract([document()])
    return bundle


def test_claims_carry_evidence_and_their_coder(server: ModelServer, connect: Connect) -> None:
    """What the model said becomes records that load: exact spans, the model's name, nothing wrong with them."""
    server.will(say_claims(meeting(links=[{"relation": "after", "claim": "c2", "quote": "in talks"}]), release()))
    extractor = connect()
    bundle = only(extractor)
    met, freed = bundle.claims
    assert bundle.problems() == []
    assert bundle.document.claims == 2
    assert {claim.coder for claim in bundle.claims} == {"model:parrot"} == {extractor.coder}
    assert met.evidence is not None
    assert TEXT[met.evidence.start : met.evidence.end] == met.evidence.quote
    assert [(one.name, one.title, one.side) for one in met.participants] == [
        ("Anna Berg", "Foreign Minister", "a"),
        ("Ivo Kral", None, "b"),
    ]
    assert [link.claim for link in met.links] == [freed.id]
    assert (freed.modality, freed.quantity and freed.quantity.bound) == ("possible", "at_least")
    assert (extractor.report.documents, extractor.report.claims, extractor.report.drops) == (1, 2, [])


def test_the_question_holds_the_rules_and_the_report(server: ModelServer, connect: Connect) -> None:
    """Every term with its definition, the day of publication, the heading and the text; no room for chance."""
    server.will(say_claims())
    assert only(connect()).claims == ()
    (asked,) = server.asked
    vocabulary = load_vocabulary()
    for term in (*vocabulary.types.values(), *vocabulary.roles.values(), *vocabulary.modalities.values()):
        if term.code != "other":
            assert f"{term.code}: {term.definition}" in asked.words
    for told in ("2024-03-04, Monday", "Berg and Kral meet", TEXT):
        assert told in asked.words
    assert asked.path == PATH
    assert asked.body["model"] == "parrot"
    assert asked.body["temperature"] == 0
    assert isinstance(asked.body["seed"], int)


def test_the_same_text_is_asked_the_same_way(server: ModelServer, connect: Connect) -> None:
    """Two runs send the same bytes, or no endpoint could answer alike."""
    server.will(say_claims(meeting()))
    first, second = only(connect()), only(connect())
    assert first == second
    assert server.asked[0].body == server.asked[1].body


def test_the_schema_suits_strict_mode(server: ModelServer, connect: Connect) -> None:
    """A valid schema in which every object names all of its fields as required and forbids others."""
    server.will(say_claims())
    only(connect())
    asked = server.asked[0].body["response_format"]["json_schema"]
    schema = asked["schema"]
    Draft202012Validator.check_schema(schema)
    assert asked["strict"] is True
    for part in (schema, *schema["$defs"].values()):
        assert part["additionalProperties"] is False
        assert part["required"] == list(part["properties"])
    assert '"default"' not in json.dumps(schema)
    types = schema["$defs"]["ToldClaim"]["properties"]["type"]["enum"]
    assert types == [code for code in load_vocabulary().types if code != "other"]
    Draft202012Validator(schema).validate({"claims": [meeting(), release()]})


def test_a_key_goes_to_its_endpoint_and_no_other_key_does(server: ModelServer, connect: Connect) -> None:
    """With a key it is the bearer token; without one nothing is sent, least of all what OpenAI's variables hold."""
    server.will(say_claims())
    only(connect(key=f"{KEY}\n"))
    only(connect(key=None))
    with_key, without = (asked.headers for asked in server.asked)
    assert with_key["authorization"] == f"Bearer {KEY}"
    assert "authorization" not in without
    assert "somebody-else" not in str(server.asked)


@pytest.mark.parametrize(
    "wrap", ["```json\n@\n```", "<think>Is it {that}?</think>\n@", "Here you are: @ Anything else?"]
)
def test_words_around_the_answer_do_not_matter(server: ModelServer, connect: Connect, wrap: str) -> None:
    """Code fences, thoughts and small talk are put aside."""
    wrapped = wrap.replace("@", json.dumps({"claims": [meeting()]}))
    server.will(say(wrapped))
    assert len(only(connect()).claims) == 1


def test_fields_may_be_left_out_or_blank(server: ModelServer, connect: Connect) -> None:
    """Endpoints without schemas leave out what is null, or write it as an empty text."""
    told = {name: value for name, value in meeting(place="", act=" ").items() if value is not None and name != "key"}
    server.will(say_claims(told))
    (claim,) = only(connect()).claims
    assert (claim.place, claim.act, claim.post) == (None, None, None)


def test_long_texts_are_read_passage_by_passage(server: ModelServer, connect: Connect) -> None:
    """Offsets count from the document's start, later questions tell how it began, and nothing is told twice."""
    filler = "\n".join("Nothing else was said that day." for _ in range(20))
    again = f"{TEXT}\n{filler}\n\nLater, Anna Berg met Ivo Kral again, or so it seems. Bo Lind met Ada Moe.\n"
    quote = "Bo Lind met Ada Moe"
    people = [participant("Bo Lind", "a"), participant("Ada Moe", "b")]
    other = meeting(quote=quote, participants=people, date=None, place=None, attribution=[])

    def answer(asked: object) -> Answer:
        later = len(server.asked) > 1
        repeated = meeting(quote="Anna Berg met Ivo Kral again")
        return (
            say_claims(repeated, other)
            if later and quote in str(asked)
            else say_claims(*([] if later else [meeting()]))
        )

    server.will(answer)
    extractor = connect(budget=400)
    (bundle,) = extractor.extract([document(again)])
    assert len(server.asked) > 2
    assert bundle.problems() == []
    assert [claim.evidence and claim.evidence.start for claim in bundle.claims] == [
        again.index("Anna Berg met"),
        again.index(quote),
    ]
    assert extractor.report.dropped == {Reason.REPEATED: 1}
    assert "make no claims from it" in server.asked[-1].words
    assert "PORT OSTRA" in server.asked[-1].words


def test_a_report_in_another_language_is_quoted_in_it(server: ModelServer, connect: Connect) -> None:
    """The vocabulary's terms are the codes; the words stay the text's own."""
    text = "Путин встретился с Лукашенко в Бишкеке в среду."
    who = [participant("Путин", "a"), participant("Лукашенко", "b")]
    told = meeting(quote="Путин встретился с Лукашенко", participants=who, place="Бишкеке", attribution=[])
    server.will(say_claims(told))
    (bundle,) = connect().extract([document(text, title=None, lang="ru")])
    assert [claim.evidence for claim in bundle.claims] == [
        Evidence(quote="Путин встретился с Лукашенко", start=0, end=28)
    ]


def test_both_keep_who_said_what(server: ModelServer, connect: Connect) -> None:
    """Rules' claims and the model's stand side by side, even where they say the same."""
    server.will(say_claims(meeting(), release()))
    model = only(connect())
    by_rules = tuple(
        Claim.model_validate(claim.model_dump(exclude={"id"}) | {"coder": "rules"}) for claim in model.claims[:1]
    )
    both = combine(Bundle(document=document(), claims=by_rules), model)
    assert [claim.coder for claim in both.claims] == ["rules", "model:parrot", "model:parrot"]
    assert both.document.claims == 3
    assert both.problems() == []

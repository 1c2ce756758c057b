"""The vocabulary's files, read and checked against each other."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast

import yaml
from pydantic import TypeAdapter, ValidationError

from graph.errors import VocabularyError
from graph.vocabulary.model import EventType, Modality, Mode, Role, Vocabulary

FOLDER = Path(__file__).parent

# Relations under which another scheme's code is safely read as our type.
_READABLE = frozenset({"exact", "close", "narrow"})

type Entries = dict[str, dict[str, Any]]


class _UniqueLoader(yaml.SafeLoader):
    """PyYAML keeps the last of two equal keys and says nothing; here the second one is an error."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:  # noqa: FBT001, FBT002
        pairs = [(self.construct_object(key, deep=True), key) for key, _ in node.value]  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        seen: set[Hashable] = set()
        for key, where in cast("list[tuple[Hashable, yaml.Node]]", pairs):
            if key in seen:
                raise VocabularyError(f"line {where.start_mark.line + 1}: {key!r} stands there twice")
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


@cache
def load_vocabulary() -> Vocabulary:
    """The vocabulary that comes with whomet, read once a process."""
    return read_vocabulary(FOLDER)


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read types.yaml, roles.yaml, modalities.yaml and modes.yaml of a folder.

    Raises:
        VocabularyError: a file is malformed or contradicts another one; names the file and the term.
    """
    types = {code: _type(code, entry) for code, entry in _read(folder / "types.yaml").items()}
    roles = {code: _role(code, entry) for code, entry in _read(folder / "roles.yaml").items()}
    modalities = _records(Modality, folder / "modalities.yaml")
    modes = _records(Mode, folder / "modes.yaml")
    problems = [*_check_roles(roles, types), *_check_types(types, roles), *_check_ranks(modalities)]
    if problems:
        raise VocabularyError(f"{folder}: " + "; ".join(problems))
    return Vocabulary(
        types=MappingProxyType(types),
        roles=MappingProxyType(roles),
        modalities=MappingProxyType(modalities),
        modes=MappingProxyType(modes),
        cameo_types=MappingProxyType(_cameo_types(types.values())),
    )


def _read(path: Path) -> Entries:
    try:
        entries: object = yaml.load(path.read_text(encoding="utf-8"), Loader=_UniqueLoader)  # noqa: S506 a SafeLoader
    except VocabularyError as error:
        raise VocabularyError(f"{path.name}, {error}") from error
    except (OSError, yaml.YAMLError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error
    return _entries(path.name, entries)


def _entries(file: str, entries: object) -> Entries:
    try:
        return TypeAdapter(Entries).validate_python(entries)
    except ValidationError as error:
        raise VocabularyError(f"{file}: {error}") from error


def _record[T](kind: type[T], file: str, fields: Mapping[str, Any]) -> T:
    try:
        return TypeAdapter(kind).validate_python(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in (fields["code"], *first["loc"]))
        raise VocabularyError(f"{file}: {where}: {first['msg']}") from error


def _records[T](kind: type[T], path: Path) -> dict[str, T]:
    return {code: _record(kind, path.name, {"code": code, **entry}) for code, entry in _read(path).items()}


def _role(code: str, entry: Mapping[str, Any]) -> Role:
    return _record(Role, "roles.yaml", {"code": code, "base": code, **entry})


def _type(code: str, entry: Mapping[str, Any]) -> EventType:
    acts = [{"code": act, **fields} for act, fields in _entries("types.yaml", entry.get("acts", {})).items()]
    matches = [_match(code, words) for words in entry.get("matches", ())]
    fields = {"code": code, "family": code, "two_sided": "facing" in entry, **entry}
    return _record(EventType, "types.yaml", {**fields, "acts": acts, "matches": matches})


def _match(code: str, words: str) -> dict[str, str]:
    names = ("relation", "scheme", "code")
    if len(parts := str(words).split()) != len(names):
        raise VocabularyError(f"types.yaml: {code}.matches: {words!r} should read like 'close CAMEO 057'")
    return dict(zip(names, parts, strict=True))


def _check_roles(roles: Mapping[str, Role], types: Mapping[str, EventType]) -> Iterator[str]:
    for role in roles.values():
        for base in (role.base, *role.base_in.values()):
            if base not in roles or roles[base].base != base:
                yield f"roles.yaml: {role.code}: {base!r} is no base role"
        for type_code in role.base_in:
            if type_code not in types or role.code not in types[type_code].roles:
                yield f"roles.yaml: {role.code}.base_in: it is no role of {type_code!r}"
    for unused in roles.keys() - {role for each in types.values() for role in each.roles}:
        yield f"roles.yaml: {unused}: no event type has it"


def _check_types(types: Mapping[str, EventType], roles: Mapping[str, Role]) -> Iterator[str]:
    for each in types.values():
        where = f"types.yaml: {each.code}"
        for role in each.roles:
            if role not in roles:
                yield f"{where}.roles: {role!r} is not in roles.yaml"
        for role in {*each.bearers, *each.state_roles, *(role for side in each.facing for role in side)}:
            if role not in each.roles:
                yield f"{where}: {role!r} is not among its roles"
        for name in ("roles", "bearers", "state_roles", "matches"):
            if len(set(getattr(each, name))) != len(getattr(each, name)):
                yield f"{where}.{name}: something stands there twice"
        if each.two_sided == bool(each.bearers):
            yield f"{where}: needs either `facing` (two-sided) or `bearers` (one-sided)"
        if each.family != each.code and sum(each.family == other.family for other in types.values()) == 1:
            yield f"{where}.family: nobody else is in {each.family!r}"
    yield from _check_cameo(types.values())


def _check_cameo(types: Iterable[EventType]) -> Iterator[str]:
    readers: dict[str, str] = {}
    for each, code in _readable(types):
        if code in readers:
            yield f"types.yaml: {each.code}.matches: CAMEO {code} is already read as {readers[code]!r}"
        readers.setdefault(code, each.code)


def _check_ranks(modalities: Mapping[str, Modality]) -> Iterator[str]:
    ranks = [each.rank for each in modalities.values()]
    if len(set(ranks)) != len(ranks):
        yield "modalities.yaml: two modalities have the same rank"


def _readable(types: Iterable[EventType]) -> Iterator[tuple[EventType, str]]:
    for each in types:
        for match in each.matches:
            if match.scheme == "CAMEO" and match.relation in _READABLE:
                yield each, match.code


def _cameo_types(types: Iterable[EventType]) -> dict[str, EventType]:
    return {code: each for each, code in _readable(types)}

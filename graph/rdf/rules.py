"""The mapping table compiled: for each property the text of its predicate and the function that writes its values."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import MappingError
from graph.rdf.mapping import HISTORY, Graph, Property, Props, Value
from graph.rdf.namespaces import Names, expand
from graph.rdf.values import Format, formats, language, quoted

EMPTY, WITHOUT, ORDER = (f" <{expand(name)}> " for name in ("wm:empty", "wm:without", "wm:listOrder"))
TYPE = f" <{expand('rdf:type')}> "


@dataclass(slots=True)
class Rule:
    """How one property is written.

    Attributes:
        predicate: Between two blanks.
        write: From a value to the object.
        tail: What ends the line where the property stands in another graph than the rest; else empty.
        plain: Whether it has neither a default nor several values, nor a language, nor is left out.
    """

    name: str
    predicate: str
    write: Format
    tail: str
    plain: bool
    of: Property


class Rules:
    """The rules of one node, piece or relationship."""

    def __init__(
        self,
        properties: Sequence[Property],
        made: Mapping[Value, Callable[[Property], Format]],
        names: Names,
        *,
        words: bool,
        key: str,
    ) -> None:
        """Compile them; `words` tells whether the words of sources are written, `key` what is in the URI already."""
        self._words, self._key = words, key
        self._rules = {one.name: _rule(one, made, names, words=words) for one in properties}
        self._expected = tuple(one for one in properties if one.default is not None or one.derive is not None)

    def say(self, out: list[str], subject: str, props: Props, tail: str, *, own_tail: bool = False) -> None:
        """Append a line for each property.

        Args:
            out: Where to.
            subject: Between angle brackets.
            props: Values by name.
            tail: What ends a line: the named graph, and the full stop.
            own_tail: Whether all lines get this tail, whatever graph their property stands in else.

        Raises:
            MappingError: A property has no mapping.
        """
        rules, key = self._rules, self._key
        for name, value in props.items():
            if value is None or name == key:
                continue
            rule = rules.get(name)
            if rule is None:
                raise MappingError(f"{subject} has the property {name!r}, which the mapping to RDF does not know")
            end = tail if own_tail or not rule.tail else rule.tail
            if rule.plain:
                out.append(f"{subject}{rule.predicate}{rule.write(value)}{end}")
            elif not (rule.of.words and not self._words):
                self._say_specially(out, subject, rule, value, props, end)
        out.extend(
            [
                f'{subject}{WITHOUT}"{one.name}"{tail}'
                for one in self._expected
                if props.get(one.name) is None and _default(one, props) is not None
            ]
        )

    def _say_specially(  # noqa: PLR0913, PLR0917  -- one line's parts
        self,
        out: list[str],
        subject: str,
        rule: Rule,
        value: Any,  # noqa: ANN401
        props: Props,
        end: str,
    ) -> None:
        one = rule.of
        if value == _default(one, props):
            return
        if one.many:
            _say_list(out, subject, rule, value, end)
            return
        text = rule.write(value)
        if one.value == "title":
            text += language(props.get("lang"))
        out.append(f"{subject}{rule.predicate}{text}{end}")


def _say_list(out: list[str], subject: str, rule: Rule, value: list[Any], end: str) -> None:
    if not value:
        out.append(f'{subject}{EMPTY}"{rule.name}"{end}')
        return
    if len(value) > 1:
        kept = sorted(set(value))
        if kept != value:
            places = {one: str(at) for at, one in enumerate(kept)}
            order = " ".join(places[one] for one in value)
            out.append(f"{subject}{ORDER}{quoted(f'{rule.name} {order}')}{end}")
            value = kept
    write, predicate = rule.write, rule.predicate
    out.extend([f"{subject}{predicate}{write(one)}{end}" for one in value])


def _default(one: Property, props: Props) -> Any:  # noqa: ANN401
    if one.derive is not None:
        return one.derive(props)
    return one.default


def _rule(one: Property, made: Mapping[Value, Callable[[Property], Format]], names: Names, *, words: bool) -> Rule:
    plain = not (one.many or one.default is not None or one.derive or one.value == "title")
    tail = graph_tail(names, one.graph) if one.graph is not None else ""
    plain = plain and (words or not one.words)
    return Rule(one.name, f" <{expand(one.predicate)}> ", made[one.value](one), tail, plain, one)


def graph_tail(names: Names, graph: Graph | str, document: str = "") -> str:
    """The named graph and the full stop that end a line."""
    return f" <{names.graph(f'doc/{document}' if graph == 'document' else graph)}> .\n"


def history_tail(names: Names) -> str:
    """The same, of what no longer holds."""
    return graph_tail(names, HISTORY)


def compile_rules(properties: Sequence[Property], names: Names, *, words: bool, key: str = "") -> Rules:
    """The rules of some properties."""
    return Rules(properties, formats(names), names, words=words, key=key)

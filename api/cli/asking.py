"""`whomet query` and `whomet queries`: one command for each canned query, made from the catalogue."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from api.cli.connecting import READING_S, open_store, read_settings
from api.cli.console import base_for_citing, note, out, write
from api.cli.forms import Form, ListForm
from graph.errors import UnknownQueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from api.answers import Format
    from graph.settings import Settings
    from graph.store.connection import Store
    from queries.catalogue import Query
    from queries.header import Parameter
    from queries.running import Answer

FORMAT, ALL = "format", "all"
CITATIONS: Mapping[Form, Format] = {Form.BIBTEX: "bibtex", Form.CSL: "csl"}


class QueryGroup(TyperGroup):
    """The canned queries as commands; the catalogue is read when one is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002  -- Typer's own signature
        """All queries, for the list of commands and for completion."""
        from queries.catalogue import load_catalogue

        return list(load_catalogue().names)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401  -- Typer's own signature
        """The command of a query, `NAME` or `NAME@VERSION`.

        Raises:
            UnknownQueryError: There is none; names the nearest. While a shell completes words, None instead.
        """
        from queries.catalogue import load_catalogue

        try:
            query = load_catalogue().get(cmd_name)
        except UnknownQueryError:
            if ctx.resilient_parsing:
                return None
            raise
        return command_of(query)


def add(app: typer.Typer) -> None:
    """Add the commands."""
    help_ = "Ask a canned query; whomet query NAME --help explains one."
    app.add_typer(typer.Typer(cls=QueryGroup, no_args_is_help=True), name="query", help=help_)
    app.command()(queries)


def queries(
    format_: Annotated[ListForm, typer.Option("--format", help="Form of the list.")] = ListForm.TABLE,
) -> None:
    """List the canned queries."""
    from queries.catalogue import load_catalogue

    catalogue = load_catalogue()
    if format_ is ListForm.JSON:
        import orjson

        from api.describing import describe

        write(orjson.dumps({"queries": [describe(one) for one in catalogue]}, option=orjson.OPT_APPEND_NEWLINE))
        return
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    for query in catalogue:
        table.add_row(query.name, query.title)
    out().print(table)
    note("whomet query NAME --help explains one, with its parameters.")


def command_of(query: Query) -> Any:  # noqa: ANN401  -- Typer has no public name for a built command
    """Build the command of a query: an option for each parameter."""

    def run(**options: Any) -> None:  # noqa: ANN401  -- what the options hold
        ask(query, options)

    run.__signature__ = inspect.Signature([*(_option(one) for one in query.parameters), *_own_options()])  # pyright: ignore[reportFunctionMemberAccess]
    run.__annotations__ = {}
    app = typer.Typer(add_completion=False, rich_markup_mode="rich")
    # Parameters are written with underscores everywhere else, so options may be too.
    settings = {"token_normalize_func": _with_dashes}
    app.command(
        query.name, help=f"{query.title}.\n\n{query.description}", short_help=query.title, context_settings=settings
    )(run)
    return get_command(app)


def _with_dashes(token: str) -> str:
    return token.replace("_", "-")


def ask(query: Query, options: dict[str, Any]) -> None:
    """Run a query and print the answer in the form asked for."""
    form, whole = Form(options.pop(FORMAT)), options.pop(ALL)
    raw = {name: value for name, value in options.items() if value not in (None, [])}
    settings = read_settings()
    with open_store(settings, retry_s=READING_S) as store:
        from queries.running import pages_sync, run_sync

        limit = settings.max_rows
        if form in CITATIONS:
            # A citation names the whole answer, whatever part of it is looked at.
            cite(store, run_sync(store, query, {"limit": 1, **raw}, max_rows=limit), form, settings)
        elif whole:
            tell(pages_sync(store, query, raw, max_rows=limit), form, settings)
        else:
            tell(iter([run_sync(store, query, raw, max_rows=limit)]), form, settings)


def cite(store: Store, answer: Answer, form: Form, settings: Settings) -> None:
    """Print a citation of an answer to standard output."""
    from api.citing.forms import day_of, write_works
    from api.citing.works import today, work_of_answer
    from graph.store.lookup import read_committed

    base = base_for_citing(settings)
    committed = day_of(read_committed(store, answer.seq))
    write(write_works([work_of_answer(answer, base, committed, today())], CITATIONS[form]))
    for one in answer.notes:
        note(one)


def tell(pages: Iterator[Answer], form: Form, settings: Settings) -> None:
    """Print pages to standard output, and what should be known of them to standard error."""
    from api.answers import merged, to_csv, to_json, to_jsonl

    first: Answer | None = None
    last: Answer | None = None
    kept: list[Answer] = []
    for page in pages:
        if form is Form.CSV:
            write(to_csv(page, header=first is None))
        elif form is Form.JSONL:
            write(to_jsonl(page))
        else:
            kept.append(page)
        first, last = first or page, page
    if first is None or last is None:
        return
    if form is Form.JSON:
        write(to_json(merged(kept), (settings.base_url or "").rstrip("/")) + b"\n")
    elif form is Form.TABLE:
        from api.cli.tables import print_table

        print_table(out(), merged(kept))
    remark(first, last)
    if form is Form.TABLE:
        suggest(first)


def remark(first: Answer, last: Answer) -> None:
    """Say how the question was understood and what the answer leaves out."""
    for one in first.notes:
        note(one)
    if not first.rows:
        note("No rows.")
    if first.undated_left_out:
        many = "at least " if first.undated_more else ""
        note(
            f"The window leaves out {many}{first.undated_left_out} undated rows; "
            "ask without --since and --until to see them."
        )
    if last.next is not None:
        note(f"More rows follow: add --all, or --after {last.next}")


def suggest(answer: Answer) -> None:
    """Say by which commands the first row is explained and corrected."""
    if not answer.rows:
        return
    row = answer.dicts()[0]
    event, claim = row.get("event"), row.get("claim")
    if event:
        note(f"Explain a row:   whomet show {event}")
        if answer.query.name != "event_reports":
            note(f"Compare sources: whomet query event_reports --event {event}")
        note(
            f'Correct one:     whomet retract {claim or "CLAIM"} --reason "..."'
            + ("" if claim else "   (show lists claims)")
        )


def _option(parameter: Parameter) -> inspect.Parameter:
    kind: Any = bool if parameter.type == "boolean" else str
    annotation: Any = list[kind] | None if parameter.many else kind | None
    told = parameter.description + (f" (such as {parameter.example})" if parameter.example is not None else "")
    name = f"--{parameter.name.replace('_', '-')}"
    info = typer.Option(
        f"{name}/--no-{name[2:]}" if kind is bool and not parameter.many else name,
        help=told,
        show_default=False if parameter.default is None else _default_words(parameter.default),
        metavar=parameter.type.upper(),
        autocompletion=_completion(parameter),
        rich_help_panel="Every query takes" if parameter.standard else "Parameters",
    )
    default = ... if parameter.required else None
    return inspect.Parameter(
        parameter.name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[annotation, info]
    )


def _default_words(default: object) -> str:
    return ", ".join(map(str, default)) if isinstance(default, list) else str(default)  # pyright: ignore[reportUnknownArgumentType, reportUnknownVariableType]


def _completion(parameter: Parameter) -> Callable[[str], list[str]] | None:
    from api.describing import terms_of

    known = terms_of(parameter)
    if not known:
        return None
    return lambda incomplete: [one for one in known if one.startswith(incomplete)]


def _own_options() -> list[inspect.Parameter]:
    form = typer.Option(f"--{FORMAT}", help="Form of the answer.", rich_help_panel="Answer")
    whole = typer.Option(f"--{ALL}", help="All rows, not only the first page.", rich_help_panel="Answer")
    return [
        inspect.Parameter(FORMAT, inspect.Parameter.KEYWORD_ONLY, default=Form.TABLE, annotation=Annotated[Form, form]),
        inspect.Parameter(ALL, inspect.Parameter.KEYWORD_ONLY, default=False, annotation=Annotated[bool, whole]),
    ]

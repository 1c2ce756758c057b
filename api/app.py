"""The HTTP application."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi_offline import FastAPIOffline

from api.edge import CorsMiddleware, EdgeMiddleware
from api.handlers import add_handlers
from api.ingesting import Ingester
from api.linked.data import LinkedData
from api.linked.engine import make_engine
from api.openapi import DESCRIPTION, describe_app
from api.present import Present
from api.readiness import Readiness
from api.reconciling.reconciler import Reconciler
from api.requests import release
from api.routes import export, health, ingest, linked, nanopubs, queries, reconcile, sparql, things, vocabulary
from api.streaming import Exports

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from graph.settings import Settings
    from graph.store.connection import AsyncStore

EXPOSED = [
    "Content-Disposition",
    "ETag",
    "Link",
    "Retry-After",
    export.DIGEST_HEADER,
    queries.UNDATED_HEADER,
    sparql.SEQ_HEADER,
]


def create_app(settings: Settings, store: AsyncStore | None = None) -> FastAPI:
    """Make the application.

    Args:
        settings: Where the database is, and the limits.
        store: The database to read, which the caller closes. Without one, the application connects when it starts
            (and starts the embedded Neo4j where no other is set), and closes the connection when it ends.
    """

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncGenerator[None]:
        opened = store or await _connect(settings)
        app.state.store = opened
        app.state.present = Present(opened, max_rows=settings.max_rows)
        app.state.ingester = Ingester(settings)
        app.state.reconciler = Reconciler(opened)
        app.state.sparql = make_engine(settings)
        app.state.exports = Exports(settings)
        try:
            yield
        finally:
            await app.state.exports.close()
            await app.state.ingester.close()
            await app.state.sparql.close()
            if store is None:
                await opened.close()

    app = FastAPIOffline(
        title="whomet",
        version=release(),
        summary="Who met, called, visited, appointed or released whom, when and where, according to which source.",
        description=DESCRIPTION,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        # Swagger's page and its scripts come from this server: nothing is fetched from anywhere else,
        # and no document is sent to a validator.
        redoc_url=None,
        static_url="/docs/static",
        swagger_ui_parameters={"validatorUrl": None, "defaultModelsExpandDepth": 0},
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.readiness = Readiness()
    app.state.linked = LinkedData(settings.base_iri)
    app.state.summaries = {}
    add_handlers(app)
    for group in (queries, things, linked, export, nanopubs, vocabulary, sparql, reconcile, ingest, health):
        app.include_router(group.router)
    app.add_middleware(EdgeMiddleware)
    app.add_middleware(CorsMiddleware, exposed=EXPOSED)
    describe_app(app)
    return app


async def _connect(settings: Settings) -> AsyncStore:
    from graph.store.connection import Address, AsyncStore

    address = await asyncio.to_thread(Address.of, settings)
    return AsyncStore(address, timeout_s=settings.query_timeout_s)

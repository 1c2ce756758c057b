"""Fetches pinned jars from Maven repositories: several at a time, each verified before it gets its name.

Apart from `graph.embedded.jars` because jgo takes half a second to import, and most commands find their jars
already there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from pathlib import Path

import requests
from jgo.config import GlobalSettings
from jgo.constants import MAVEN_CENTRAL_URL
from jgo.maven import MavenContext
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from graph.embedded.lockfile import Jar
from graph.errors import JarDownloadError

CONNECTIONS = 8
"""Jars fetched at a time: 4 took 1.8 s, 8 took 1.0 and 16 took 1.2 for the lock (fast network, two cores)."""

TIMEOUT_S = (10.0, 60.0)
"""Seconds to connect, and between two pieces of an answer."""

_CHUNK = 1 << 16


class _RefusedError(Exception):
    """One repository did not give one jar; the next one may."""


def remote_repositories() -> dict[str, str]:
    """Maven repositories by name, the preferred first: those of the user's jgo settings, then central."""
    configured = GlobalSettings.load().repositories
    return {**configured, "central": configured.get("central", MAVEN_CENTRAL_URL)}


def fetch(jars: Sequence[Jar], folder: Path, repositories: Mapping[str, str], report: Callable[[str], None]) -> None:
    """Put every jar into the folder, which exists and holds none of them; report progress about ten times.

    A jar is written under another name, verified, and then renamed, so a file that has a jar's name is whole.

    Raises:
        JarDownloadError: A jar could not be had from any repository. Those already fetched stay.
    """
    context = MavenContext(repo_cache=folder, remote_repos=dict(repositories))
    with _session() as session, ThreadPoolExecutor(CONNECTIONS) as pool:
        futures = {pool.submit(_fetch_one, session, context, jar, folder): jar for jar in jars}
        try:
            _report_progress(futures, report)
        except _RefusedError as error:
            pool.shutdown(cancel_futures=True)
            raise _explain(futures, error) from error
        except BaseException:
            # Ctrl-C among them: what is not begun is not fetched.
            pool.shutdown(cancel_futures=True)
            raise


def _session() -> requests.Session:
    session = requests.Session()
    # The repository may ask to slow down (429, with Retry-After) or be briefly away.
    retry = Retry(total=4, connect=1, backoff_factor=0.5, status_forcelist=(429, 502, 503, 504))
    adapter = HTTPAdapter(pool_maxsize=CONNECTIONS, max_retries=retry)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session


def _report_progress(futures: Mapping[Future[None], Jar], report: Callable[[str], None]) -> None:
    total, done, reported = sum(jar.size for jar in futures.values()), 0, 0
    for future in as_completed(futures):
        future.result()
        done += futures[future].size
        if done * 10 // total > reported:
            reported = done * 10 // total
            report(f"Fetching Neo4j: {done / 1e6:.0f} of {total / 1e6:.0f} MB")


def _fetch_one(session: requests.Session, context: MavenContext, jar: Jar, folder: Path) -> None:
    artifact = context.project(jar.group, jar.artifact).at_version(jar.version).artifact(jar.classifier)
    path = f"{artifact.component.path_prefix.as_posix()}/{artifact.filename}"
    refusals: list[str] = []
    for repository in context.remote_repos.values():
        try:
            _save(session, f"{repository.rstrip('/')}/{path}", jar, folder)
        except (OSError, _RefusedError) as error:  # requests' errors are OSErrors, as a full disk is
            refusals.append(f"{repository}: {error}")
        else:
            return
    raise _RefusedError("; ".join(refusals))


def _save(session: requests.Session, url: str, jar: Jar, folder: Path) -> None:
    part = folder / f"{jar.filename}.part"
    hashed = hashlib.sha256()
    try:
        with session.get(url, stream=True, timeout=TIMEOUT_S) as answer, part.open("wb") as file:
            answer.raise_for_status()
            for chunk in answer.iter_content(_CHUNK):
                hashed.update(chunk)
                file.write(chunk)
        if hashed.hexdigest() != jar.sha256:
            raise _RefusedError("not the pinned jar was sent; does a proxy or a sign-in page answer instead?")
        part.replace(folder / jar.filename)
    finally:
        part.unlink(missing_ok=True)


def _explain(futures: Mapping[Future[None], Jar], error: _RefusedError) -> JarDownloadError:
    missing = [jar.coordinate for future, jar in futures.items() if not _succeeded(future)]
    return JarDownloadError(
        f"Neo4j could not be fetched: {len(missing)} of {len(futures)} jars are missing, "
        f"{min(missing)} among them ({error}). Nothing is broken, and what was fetched is kept. "
        "Connect to the internet once and run the same command again, "
        "or set NEO4J_URI to a Neo4j that you can reach."
    )


def _succeeded(future: Future[None]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None

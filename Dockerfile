# The API and the command line. Neo4j runs beside it (docker-compose.yml) or anywhere NEO4J_URI says.
FROM python:3.12-slim AS build
# Keep equal to the Makefile's UV_VERSION; a test does.
ARG UV_VERSION=0.13.9
ENV UV_PYTHON_DOWNLOADS=never UV_LINK_MODE=copy UV_NO_CACHE=1
RUN pip install --no-cache-dir "uv==${UV_VERSION}"
WORKDIR /src
COPY .python-version pyproject.toml requirements.lock ./
# The lock holds the tests' tools too. Used as constraints it pins and hashes exactly what is needed:
# the runtime in /opt/whomet, the build backend in /opt/build.
RUN uv venv /opt/whomet \
 && uv pip install --python /opt/whomet/bin/python --compile-bytecode --require-hashes \
      --requirements pyproject.toml --constraints requirements.lock \
 && uv venv /opt/build \
 && uv pip install --python /opt/build/bin/python --require-hashes \
      --group build --constraints requirements.lock
COPY LICENSE README.md ./
COPY graph graph
COPY ingest ingest
COPY queries queries
COPY api api
RUN uv build --wheel --no-build-isolation --python /opt/build/bin/python --out-dir /dist \
 && uv pip install --python /opt/whomet/bin/python --compile-bytecode --no-deps /dist/*.whl

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home --home-dir /var/lib/whomet whomet
COPY --from=build /opt/whomet /opt/whomet
ENV PATH=/opt/whomet/bin:$PATH PYTHONUNBUFFERED=1 WHOMET_HOME=/var/lib/whomet
USER whomet
WORKDIR /var/lib/whomet
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s --retries=6 \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["whomet", "serve", "--host", "0.0.0.0", "--port", "8000"]

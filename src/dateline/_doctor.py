"""What ``dateline doctor`` looks at, a line each."""

from __future__ import annotations

import os
import platform
from importlib import metadata
from pathlib import Path

from dateline._version import __version__
from dateline.errors import DatelineError
from dateline.report.safe import clip
from dateline.scan import ScanOptions
from dateline.settings import Settings, find_file

__all__ = ["examine"]

_LIBRARIES = ("spacy", "trafilatura", "httpx", "sqlite-utils", "dateparser", "htmldate", "lxml")
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def examine(settings: Settings, options: ScanOptions, *, network: bool) -> tuple[list[str], bool]:
    """The findings of an examination, and whether everything a scan needs is well.

    `network` says whether an address may be fetched to try the network.
    """
    lines, ills = [], 0

    def tell(name: str, text: str, *, ill: bool = False) -> None:
        nonlocal ills
        ills += ill
        lines.append(f"{'fail' if ill else 'ok':<5}{name:<10}{clip(text, 500)}")

    tell("dateline", f"{__version__}, Python {platform.python_version()} on {platform.system()}")
    tell("libraries", ", ".join(f"{name} {metadata.version(name)}" for name in _LIBRARIES))
    path = find_file(Path.cwd())
    tell("settings", str(path) if path else "no dateline.toml or [tool.dateline] here or above: defaults")
    for name, look in (("model", _model), ("lexicon", _lexicon), ("database", _database)):
        try:
            tell(name, look(settings, options))
        except DatelineError as error:
            tell(name, str(error), ill=True)
    proxies = [name for name in _PROXIES if os.environ.get(name) or os.environ.get(name.upper())]
    # A proxy would hide the address really connected to, which is what keeps scans off private networks.
    used = f"directly, {', '.join(proxies)} notwithstanding" if proxies else "directly"
    tell("network", "not used: offline is set" if options.offline else f"pages would be fetched {used}")
    if network and not options.offline:
        try:
            tell("reach", _reach(options))
        except DatelineError as error:
            tell("reach", str(error), ill=True)
    return lines, not ills


def _model(_: Settings, options: ScanOptions) -> str:
    from dateline.extract.nlp import load_model, model_name

    return str(model_name(load_model(options.model)))


def _lexicon(_: Settings, options: ScanOptions) -> str:
    from dateline import lexicon

    loaded = lexicon.load(options.lexicons)
    return f"fingerprint {loaded.fingerprint[:16]}, from {', '.join(loaded.sources)}"


def _database(settings: Settings, _: ScanOptions) -> str:
    if settings.db != ":memory:" and not Path(settings.db).exists():
        return f"{settings.db} is not there yet; the first scan makes it"
    from dateline.store import Store

    with Store(settings.db, read_only=True) as store:
        counts = ", ".join(f"{number:,} {table}" for table, number in store.counts().items())
    return f"{settings.db}: {counts}"


def _reach(options: ScanOptions) -> str:
    from dateline.fetch import FetchSettings, fetch

    page = fetch(_TRIED, settings=options.fetch or FetchSettings())
    return f"{_TRIED} answers with {page.status}"


_TRIED = "https://example.com/"
"""Reserved by RFC 2606 for uses like this."""

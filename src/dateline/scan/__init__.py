"""Wires the stages: inputs to pages to articles to claims, stored one by one, then reconciled into a report.

Reading is a pipeline with a bounded look-ahead. URLs are fetched in threads, pages become claims in whatever
`concurrent.futures.Executor` the caller hands in (none: in this process), and what comes out is taken in the
order of the inputs, so that neither the number of processes nor the speed of a server changes a result.
"""

from dateline.scan._flow import Progress
from dateline.scan._options import ScanOptions
from dateline.scan._process import DEFAULT_MODEL, Recipe, model_version, process
from dateline.scan._run import run_check, run_report, run_scan
from dateline.scan._workers import workers

__all__ = [
    "DEFAULT_MODEL",
    "Progress",
    "Recipe",
    "ScanOptions",
    "model_version",
    "process",
    "run_check",
    "run_report",
    "run_scan",
    "workers",
]

"""How long reconciling takes: `python benchmarks/reconcile_speed.py`. Claims are made up from a seed."""

from __future__ import annotations

import datetime as dt
import random
import time

from dateline.model import Claim, Quote, Subject
from dateline.reconcile import reconcile
from dateline.window import Window

AS_OF = dt.date(2026, 1, 1)
EVENTS = ("premiere", "filming_start", "filming_end", "finale", "renewal")


def claims_of(work: str, number: int, rng: random.Random, days: int) -> list[Claim]:
    """`number` claims on one season of `work`, on about `days` different dates."""
    made = []
    for i in range(number):
        said = dt.date(2025, 1, 1) + dt.timedelta(days=rng.randrange(300))
        when = dt.date(2026, 2, 1) + dt.timedelta(days=rng.randrange(days))
        made.append(
            Claim(
                id=f"{work}{i}",
                article=f"{work}-{i // 4}",
                doc=f"{work}-{i // 4}",
                subject=Subject(work=work, season=2),
                event=rng.choice(EVENTS),
                window=Window(earliest=when, latest=when),
                modality=rng.choice(("scheduled", "estimated", "asserted")) if when < said else "scheduled",
                as_of=said,
                published=said,
                outlet=f"Outlet {rng.randrange(60)}",
                quote=Quote(start=i * 50, end=i * 50 + 20, exact=f"wording {i % 90} of this"),
            )
        )
    return made


def timed(name: str, claims: list[Claim]) -> None:
    best = min(_once(claims) for _ in range(3))
    found = len(reconcile(claims, as_of=AS_OF).findings)
    print(f"{name:42s} {len(claims):7d} claims {best * 1000:10.1f} ms {found:7d} findings")


def _once(claims: list[Claim]) -> float:
    start = time.perf_counter()
    reconcile(claims, as_of=AS_OF)
    return time.perf_counter() - start


def main() -> None:
    rng = random.Random(7)  # noqa: S311 - a fixed seed, so that runs compare
    timed("one season, few dates", claims_of("Marrow Lane", 1000, rng, 5))
    timed("one season, many dates", claims_of("Marrow Lane", 1000, rng, 200))
    timed("many works", [c for k in range(500) for c in claims_of(f"Work {k}", 20, rng, 30)])


if __name__ == "__main__":
    main()

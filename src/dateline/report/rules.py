"""The text of a rule, as ``dateline explain`` prints it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dateline.report.safe import wrap
from dateline.report.style import Style

__all__ = ["RuleText", "render_rule", "render_rules"]


class RuleText(Protocol):
    """What of a rule is shown."""

    @property
    def code(self) -> str:
        """``D101``."""

    @property
    def name(self) -> str:
        """A short name in words joined by hyphens."""

    @property
    def relation(self) -> str:
        """What the finding says of its claims."""

    @property
    def severity(self) -> str:
        """error, warning or info."""

    @property
    def summary(self) -> str:
        """One sentence."""

    @property
    def explanation(self) -> str:
        """Paragraphs."""

    @property
    def example(self) -> str:
        """Invented text that fires the rule."""


def render_rule(rule: RuleText, *, colour: bool, width: int) -> str:
    """One rule in full."""
    style = Style(colour)
    name = style("title", f"{rule.code} {rule.name}")
    lines = [
        f"{name}: {rule.relation} ({style(rule.severity, rule.severity)})",
        "",
        *wrap(rule.summary, width),
        "",
    ]
    for paragraph in rule.explanation.strip().split("\n\n"):
        lines += [*wrap(paragraph, width), ""]
    lines += [style("title", "Example"), *wrap(rule.example, width, first="  ")]
    return "\n".join(lines) + "\n"


def render_rules(rules: Iterable[RuleText], *, colour: bool, width: int) -> str:
    """All rules, a line or two each."""
    style = Style(colour)
    lines: list[str] = []
    for rule in rules:
        head, *rest = wrap(rule.summary, width, first=f"{rule.code}  {rule.severity:<7}  ")
        lines += [head.replace(rule.severity, style(rule.severity, rule.severity), 1), *rest]
    return "\n".join(lines) + "\n"

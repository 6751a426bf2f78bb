"""The catalogue of findings: what each code means, in prose, with an example.

A code never changes its meaning. The letter names the family: dates, status, order, revisions, who,
quantities, provenance; the hundreds group codes of one relation within a family. What `dateline explain CODE`
prints is this.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.model import Relation, Severity

__all__ = ["RULES", "Rule", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One kind of finding."""

    code: str
    name: str
    relation: Relation
    severity: Severity
    summary: str
    explanation: str
    example: str


def _rule(
    code: str, name: str, relation: Relation, severity: Severity, summary: str, explanation: str, example: str
) -> Rule:
    return Rule(
        code=code,
        name=name,
        relation=relation,
        severity=severity,
        summary=summary,
        explanation=explanation,
        example=example,
    )


RULES: tuple[Rule, ...] = (
    _rule(
        "D101",
        "two-pasts",
        "contradiction",
        "error",
        "One past event is dated on days that exclude each other.",
        "Both claims tell of something that has happened, of the same work, season, place and kind, "
        "and no day lies in both windows. The past does not move: one of the dates is wrong, "
        "however far apart the articles are. News that different desks date by the day it was "
        "announced and the day it was printed (renewals, orders) is given a day's grace.",
        '"The shoot wrapped on May 2" (Marquee Post) and "finished on May 23" (Frame Weekly).',
    ),
    _rule(
        "D102",
        "two-plans",
        "contradiction",
        "error",
        "Two firm dates for one event stand side by side and exclude each other.",
        "Both are given as schedule, not as a guess, by one text or by texts that speak within a "
        "week of each other, and neither says that anything was moved. Texts further apart, or a "
        "later one that reports a change, are a revision (R201) instead.",
        '"Opens April 3" on Monday and "in cinemas April 17" on Wednesday, both for the same country.',
    ),
    _rule(
        "D103",
        "past-and-ahead",
        "contradiction",
        "error",
        "An event is told as past and, by a text as late or later, as still to come on another day.",
        "One claim says that the event happened on a day; another, in the same text or in one "
        "published no earlier, schedules it for a day that excludes this. A schedule from before "
        "the event is a revision (R201).",
        '"The new episodes dropped last Friday" and, further down, "season 3 will be added next spring".',
    ),
    _rule(
        "D104",
        "ruled-out",
        "contradiction",
        "error",
        "A text rules out the very days on which another puts the event.",
        "A dated denial ('will not air this year', 'not before spring') excludes every day the "
        "other claim allows, and both are firm and speak within a week of each other.",
        '"There will be no new season in 2027" beside "the new season starts in March 2027".',
    ),
    _rule(
        "D201",
        "rival-guesses",
        "rival_estimates",
        "warning",
        "Guesses from two sources exclude each other, and none of them is official.",
        "Forecasts, leaks and expectations are allowed to differ; neither is an error. The finding "
        "says that the archive holds no agreed answer, and who guesses what.",
        '"Expected in late 2026" (Everything Guide) and "likely around summer 2026" (Fan Post).',
    ),
    _rule(
        "D202",
        "guess-beside-date",
        "rival_estimates",
        "warning",
        "One text gives a guess and a date that exclude each other, and does not say which holds.",
        "The date is given as schedule, but no company stands behind it, and the guess is left "
        "standing next to it. When the date is official, or comes later, it overtakes the guess "
        "(R203) and this is not reported.",
        '"Could arrive in mid-2024" and, two sections on, "is set to launch in December 2024".',
    ),
    _rule(
        "D301",
        "finer-date",
        "refined",
        "info",
        "A window lies inside a wider one and is clearly finer.",
        "Year, half, quarter or season, month, day: the narrower window keeps the promise of the "
        "wider one. Windows of about the same width that overlap ('early 2026', 'Q1 2026') agree "
        "and are not reported.",
        '"In 2026", then "in the third quarter of 2026".',
    ),
    _rule(
        "D302",
        "firmer-date",
        "refined",
        "info",
        "What was expected or planned was later confirmed or happened as told.",
        "The later claim is firmer than the earlier one and keeps to its days (or, for casting and "
        "orders, to its content): a guess that became a schedule, a schedule that became an event.",
        '"Due on February 14", then "premiered on February 14".',
    ),
    _rule(
        "S101",
        "done-and-not-done",
        "contradiction",
        "error",
        "An event has happened by one claim and not happened by another that speaks of the same time.",
        "A state that changes with time explains a 'not yet' from before the event; this one speaks "
        "from the day of the event or after it, or stands in the same text without a date of its "
        "own.",
        '"You can watch season 2 now" and "it has not been released", in one paragraph.',
    ),
    _rule(
        "S102",
        "renewed-and-not",
        "contradiction",
        "error",
        "A season is both ordered and refused, dropped or undecided at one time.",
        "Renewals, cancellations and 'ends after season N' answer the question whether there is a "
        "next season. Two answers within a week, neither of them told as a change, exclude each "
        "other.",
        '"Picked up for a second season" and, a day later, "not going forward with another run".',
    ),
    _rule(
        "S103",
        "under-way-and-not-started",
        "contradiction",
        "error",
        "Production is under way by one claim and has not begun (or is over) by another.",
        "'Under way' says that the shoot has begun and has not ended. It is weighed against what is "
        "said of both.",
        '"The second season is officially underway" and "production has not yet commenced".',
    ),
    _rule(
        "S201",
        "overtaken",
        "stale",
        "warning",
        "A text gives as current a state that had ended before it was published.",
        "The other claim tells of the event, and the event lies days before the text that still "
        "says 'not yet' or 'undecided'. Such pages are usually rewritten from older ones.",
        'Renewed on June 6; "has yet to be renewed" in a page of June 25.',
    ),
    _rule(
        "S202",
        "left-standing",
        "stale",
        "warning",
        "A passage that speaks from an earlier day was left standing beside the news that overtook it.",
        "The text dates the passage itself ('available for a day as of this writing'), and the same "
        "text tells of what has happened since.",
        '"It is too soon to decide, a day after the launch" above "was renewed on June 6".',
    ),
    _rule(
        "S203",
        "dated-after-all",
        "stale",
        "warning",
        "A text says that no date has been given although one has.",
        "The date is firm and good to the week, and was told by an earlier text or by the same one. "
        "Years and seasons do not count: a page may well say 'in 2026' and 'no exact date'.",
        '"Opens May 7" in February; "no premiere date has been set" in a page of April.',
    ),
    _rule(
        "S204",
        "guess-after-the-fact",
        "stale",
        "warning",
        "A text still guesses at a date for what has already happened.",
        "The event is reported as past on a day before the guess was published, and the guess puts it later.",
        'Released on March 3; "expected in the autumn" in a page of April.',
    ),
    _rule(
        "S301",
        "opposite-odds",
        "rival_estimates",
        "warning",
        "Two sources forecast opposite outcomes, and nothing is decided.",
        "Odds, hunches and 'looks certain': both may be honest, and neither is news.",
        '"All but certain to return" and "we put the odds at slim to none".',
    ),
    _rule(
        "O101",
        "told-before-it-happened",
        "impossible_order",
        "error",
        "A text tells as past what it dates after its own publication.",
        "Either the date is wrong, or the page was changed after the day it bears, or a plan was "
        "worded as a fact. A text without a date is measured against the day of the run.",
        '"The season premiered on October 14" in a page dated October 4.',
    ),
    _rule(
        "O102",
        "impossible-order",
        "impossible_order",
        "error",
        "The windows of two events leave no order that the rules allow.",
        "Filming starts before it ends, a film is shot before it opens, a season starts before its "
        "last episode airs, one season after another. The rules are difference constraints on event "
        "days; the finding names the earliest day of one claim, the latest day of the other and the "
        "rules between them, and nothing else.",
        '"Opens worldwide on October 24, 2025" and "filming will wrap in January 2026".',
    ),
    _rule(
        "O103",
        "implausible-lag",
        "impossible_order",
        "warning",
        "Two events follow each other faster than such productions do.",
        "Even the latest day of one claim comes sooner after the earliest day of the other than the "
        "usual least lag in the lexicon. Usual lags have exceptions, so this is a warning. "
        "Broadcasters that air a season while it is still being shot are exempt.",
        "Shooting from September at the earliest and a whole season out the next January.",
    ),
    _rule(
        "R101",
        "withdrawn-elsewhere",
        "retracted",
        "warning",
        "One text withdraws, denies or corrects a claim that another makes.",
        "A correction note, a denial by the company or person concerned, a deleted listing, a hoax: "
        "the text says that the claim was never right. A change of plan is a revision (R201), and a "
        "bare opposite statement a contradiction.",
        '"A renewal was reported in error" against "has been renewed".',
    ),
    _rule(
        "R102",
        "replaced-in-text",
        "retracted",
        "warning",
        "A text calls an earlier claim wrong and gives another in its place.",
        "The wrong claim is kept as evidence but counts for nothing.",
        '"Reports of a September start were wrong; cameras roll in late autumn at the earliest."',
    ),
    _rule(
        "R103",
        "own-correction",
        "retracted",
        "warning",
        "An outlet takes back what it had said itself.",
        "The text names its own earlier claim and withdraws it. If the earlier article is in the "
        "archive, R101 links both.",
        '"We said on Friday that she had joined. She has not."',
    ),
    _rule(
        "R104",
        "taken-back",
        "retracted",
        "warning",
        "Whoever announced a plan takes it back within days, without a new date.",
        "The same named source stands behind plan and postponement, no more than two weeks lie "
        "between them, and the later text gives no new date: the plan was withdrawn rather than "
        "moved.",
        "The host announces a return on the 13th and, on the 18th, that there will be none for now.",
    ),
    _rule(
        "R201",
        "moved",
        "superseded",
        "info",
        "A later text gives another date, or none, for what an earlier one had scheduled.",
        "The later one reports a change, or so much time lies between them that a change may be "
        "presumed. The newer date holds; the older is kept.",
        '"Due on July 3" in February; "now a November release" in June.',
    ),
    _rule(
        "R202",
        "came-to-be",
        "superseded",
        "info",
        "A later report tells that a state has changed.",
        "Not yet and then done, undecided and then ordered, ordered and then dropped, dropped and "
        "then saved.",
        '"Has not started filming" on February 28; "cameras rolling since Monday" on March 4.',
    ),
    _rule(
        "R203",
        "guess-overtaken",
        "superseded",
        "info",
        "A firm date lies outside an earlier guess.",
        "Guesses give way to what is announced or has happened.",
        '"Probably in the autumn", then "back in January, the network confirmed".',
    ),
    _rule(
        "R204",
        "own-guess-revised",
        "superseded",
        "info",
        "A source revises its own guess.",
        "The later of two guesses by one source replaces the earlier.",
        '"First half of 2025, in our estimation", then "we have moved our estimate to 2026".',
    ),
    _rule(
        "R205",
        "original-plan",
        "superseded",
        "info",
        "A text names a plan and what has become of it.",
        "The earlier plan is told as such ('moved from', 'originally due', 'planned as'); what "
        "replaced it stands in the same text.",
        '"Moved from March 5 to May 7."',
    ),
    _rule(
        "W101",
        "in-and-out",
        "contradiction",
        "error",
        "A person is in the cast by one claim and out of it by another.",
        "Both are given as settled, in one text or within a week, and neither is told as a change.",
        '"All three leads have signed" and, a day later, "one of them passed on the project".',
    ),
    _rule(
        "W102",
        "one-role-two-actors",
        "contradiction",
        "error",
        "Two people are named for one part at one time.",
        "Both castings are settled, within a week or in one text, and neither is told as a recasting.",
        '"The pirate queen is played by Ana Ruiz" and "Cora Lind plays the pirate queen".',
    ),
    _rule(
        "W103",
        "nobody-and-somebody",
        "contradiction",
        "error",
        "Cast members are back by one claim, and nobody's return has been announced by another.",
        "Only returns are compared: that nobody else has been cast leaves room for those who have.",
        '"Four of the leads are back, the network says" and "no cast member has announced a return".',
    ),
    _rule(
        "W201",
        "recast",
        "superseded",
        "info",
        "A person has joined or left since.",
        "The later text tells of the change, or enough time lies between the two.",
        '"Set to return" in spring, "has left the show" in autumn.',
    ),
    _rule(
        "W202",
        "listed-after-leaving",
        "stale",
        "warning",
        "A text lists as settled a person who had left before it was published.",
        "No return has been reported; such lists are usually carried over from older pages.",
        'Left in February; "will be back, as confirmed" in a page of April.',
    ),
    _rule(
        "Q101",
        "two-counts",
        "contradiction",
        "error",
        "Two settled numbers of episodes exclude each other.",
        "Same season and part, both firm, in one text or within a week. 'At least twelve' and "
        "'twelve' agree; a part and the whole are not compared.",
        '"A single run of 12 episodes" and "24 episodes in total".',
    ),
    _rule(
        "Q201",
        "rival-counts",
        "rival_estimates",
        "warning",
        "Guesses at the number of episodes exclude each other.",
        "Neither is official.",
        '"Around two dozen episodes" and "perhaps eleven or twelve".',
    ),
    _rule(
        "Q301",
        "count-changed",
        "superseded",
        "info",
        "A later number of episodes replaces an earlier one.",
        "The later text tells of a change, the earlier number was a guess, or enough time lies between them.",
        '"Six parts ordered", then "cut down to four".',
    ),
    _rule(
        "P101",
        "same-words",
        "copy",
        "info",
        "Several articles say the same in nearly the same words.",
        "They count as one source. Nothing is wrong with that; only support is not multiplied by it.",
        "A wire story printed by three papers.",
    ),
    _rule(
        "P102",
        "credited",
        "copy",
        "info",
        "An article takes the claim from another and says so.",
        "Credit ('according to', 'as first reported by') leads back to one origin.",
        '"... on August 22, per CineDesk", beside CineDesk\'s own report.',
    ),
    _rule(
        "P103",
        "same-outlet",
        "copy",
        "info",
        "One outlet repeats its claim in another article.",
        "An outlet is one source, however often it says a thing.",
        "A news post and the same outlet's social post.",
    ),
)

_BY_CODE = {entry.code: entry for entry in RULES}


def rule(code: str) -> Rule:
    """The rule of a code, in any case.

    Raises:
        KeyError: if no rule has this code.
    """
    return _BY_CODE[code.upper()]

"""Rules of separation of functions in the team. No article of law asks for it: house rules of internal control."""

from procurement.core.domain.rule_table import Certainty, Failure, Phase, Scope, Severity, Subject
from tenders.domain.compliance_facts import TENDER_RULES, TenderFacts
from tenders.domain.team import AUTHORITY_ROLES, DRAFTING_ROLES, MemberFacts
from tenders.domain.vocabulary import TeamRole

rule = TENDER_RULES.rule
HOUSE_RULE = "huisregel: functiescheiding (interne beheersing)"


@rule(
    "INT-09",
    severity=Severity.WARN,
    scope=Scope.ALL,
    source=HOUSE_RULE,
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def who_drafts_does_not_decide(facts: TenderFacts) -> list[Failure]:
    """Who started the tender or drafts it is not its mandate holder."""
    drafting = {member.person_id for member in facts.team if member.role in DRAFTING_ROLES} | {facts.started_by}
    return [_failure("drafter_decides", member) for member in _deciding(facts) if member.person_id in drafting]


@rule(
    "INT-10",
    severity=Severity.ADVICE,
    scope=Scope.ALL,
    source=HOUSE_RULE,
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def money_and_decision_have_two_people(facts: TenderFacts) -> list[Failure]:
    """Nobody is client, budget holder and mandate holder in one; client and budget holder alone may be one person."""
    return [
        _failure("one_decides_all", member)
        for member in _deciding(facts)
        if {one.role for one in facts.team if one.person_id == member.person_id} >= set(AUTHORITY_ROLES)
    ]


@rule(
    "INT-11",
    severity=Severity.ADVICE,
    scope=Scope.ALL,
    source="huisregel: functiescheiding; vergelijk Aw 2012 art. 1.10b",
    certainty=Certainty.R,
    phase=Phase.PUBLICATION,
)
def who_assesses_does_not_decide(facts: TenderFacts) -> list[Failure]:
    """A member of the assessment committee is not the mandate holder who decides on its advice."""
    assessing = {member.person_id for member in facts.team if member.role is TeamRole.COMMITTEE}
    return [_failure("assessor_decides", member) for member in _deciding(facts) if member.person_id in assessing]


def _deciding(facts: TenderFacts) -> list[MemberFacts]:
    return [member for member in facts.team if member.role is TeamRole.MANDATE_HOLDER]


def _failure(code: str, member: MemberFacts) -> Failure:
    return Failure(code, subject=Subject("team", str(member.person_id)), person=member.name)

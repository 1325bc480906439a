"""What an author writes in a creditor-debtor study beside the keys every study has; declarations only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from generator.kinds.creditor_debtor import params
from generator.kinds.creditor_debtor.params import BAR_LEVEL, Nature, level
from generator.quantities import Meaning
from generator.study_file import EvidenceEntry, Key, Prose, Short


@dataclass(frozen=True, kw_only=True)
class BarsEntry:
    """The least loss that is too much, in per cent of the side's own base."""

    numbers_of: ClassVar = params.Bars
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class AcceptableEntry:
    """The largest loss borne without changing course; by default the bar itself."""

    numbers_of: ClassVar = params.Acceptable
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ActorEntry:
    """One of the two sides."""

    numbers_of: ClassVar = params.Side
    name: Annotated[Short, Meaning("name as readers see it", "China")]
    called: Annotated[Short | None, Meaning("name inside a sentence; by default the name", "the United States")] = None
    adjective: Annotated[Short, Meaning("as in 'Chinese holdings'", "Chinese")]
    tau: Annotated[BarsEntry, Meaning("least loss that is too much, `stock` and `flow`")] = BarsEntry()
    alpha: Annotated[AcceptableEntry, Meaning("largest loss borne, `stock` and `flow`")] = AcceptableEntry()
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class SovereignEntry:
    """A creditor that could sell and a debtor that could freeze."""

    numbers_of: ClassVar = params.Sovereign
    creditor: Annotated[Key, Meaning("key of the actor that holds the bonds", "saver")]
    debtor: Annotated[Key, Meaning("key of the actor that owes", "spender")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ChannelEntry:
    """One loss: its nature, and how large it is."""

    numbers_of: ClassVar = params.Channel
    name: Annotated[Short, Meaning("name as readers see it", "Official claims")]
    nature: Annotated[
        Nature, Meaning("whether wealth is lost once (`stock`) or a year's income (`flow`); the two are never added")
    ]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class StrikeEntry:
    """What one side could do, and which losses follow for whom."""

    name: Annotated[Short, Meaning("name as readers see it", "Default and exit")]
    by: Annotated[Key, Meaning("key of the side that could do it", "member")]
    says: Annotated[Prose, Meaning("what would be done", "It stops paying and leaves.")] = ""
    harm: Annotated[tuple[Key, ...], Meaning("channels in which the other side loses")]
    blowback: Annotated[tuple[Key, ...], Meaning("channels in which the striker loses whatever the other does")] = ()
    reprisal: Annotated[tuple[Key, ...], Meaning("channels in which the striker loses if the other answers")] = ()


@dataclass(frozen=True, kw_only=True)
class LedgerEntry:
    """Losses listed one by one, where no formula fits."""

    channels: Annotated[dict[Key, ChannelEntry], Meaning("every loss once, by keys of your choice")]
    strikes: Annotated[dict[Key, StrikeEntry], Meaning("what the sides could do, by keys of your choice")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class LoanEntry:
    """A bank that could foreclose and a borrower that could default."""

    numbers_of: ClassVar = params.Loan
    bank: Annotated[Key, Meaning("key of the actor that lent", "bank")]
    borrower: Annotated[Key, Meaning("key of the actor that owes", "group")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class LevelsEntry:
    """A strike in levels."""

    name: Annotated[Short, Meaning("name as readers see it", "Blocking the road")]
    by: Annotated[Key, Meaning("key of the side that could do it", "village")]
    says: Annotated[Prose, Meaning("what would be done", "Nobody passes for a week.")] = ""
    harm: Annotated[float, level("what the other side would lose")]
    blowback: Annotated[float, level("what the striker would lose whatever the other does")]
    reprisal: Annotated[float, level("what the striker would lose if the other answered")]
    credibility: Annotated[float, level("how likely the answer is")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class OrdinalEntry:
    """Levels in place of numbers."""

    bars: Annotated[dict[Key, Annotated[float, BAR_LEVEL]], Meaning("side, then the level that deters it")]
    strikes: Annotated[dict[Key, LevelsEntry], Meaning("what the sides could do, by keys of your choice")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class CreditorDebtorEntry:
    """The keys of this kind."""

    actors: Annotated[dict[Key, ActorEntry], Meaning("the two sides, by keys of your choice")]
    currency: Annotated[Short | None, Meaning("unit of all money", "bn USD")] = None
    sovereign: SovereignEntry | None = None
    ledger: LedgerEntry | None = None
    loan: LoanEntry | None = None
    ordinal: OrdinalEntry | None = None

"""What an author writes in a clearing-network study beside the keys every study has; declarations only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal

from generator.kinds.clearing_network import params
from generator.kinds.clearing_network.params import CLAIM, HOLDING
from generator.quantities import Meaning
from generator.study_file import EvidenceEntry, Key, Prose, Short


@dataclass(frozen=True, kw_only=True)
class MarketEntry:
    """What the stock market says of a bank, for SRISK."""

    numbers_of: ClassVar = params.Market
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class ActorEntry:
    """A bank, firm or state that owes or is owed money."""

    numbers_of: ClassVar = params.Bank
    name: Annotated[Short, Meaning("name as readers see it", "Harbour Bank")]
    called: Annotated[Short | None, Meaning("name inside a sentence; by default the name", "the Bank of Here")] = None
    short: Annotated[Short | None, Meaning("a few letters for a node of a chart; by default the name", "HB")] = None
    owes: Annotated[
        dict[Key, Annotated[float, CLAIM]], Meaning("creditor within the network, then what it is owed")
    ] = field(default_factory=dict)
    holdings: Annotated[
        dict[Key, Annotated[float, HOLDING]], Meaning("class of assets, then what it holds of it; for fire sales")
    ] = field(default_factory=dict)
    market: MarketEntry | None = None
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class AssetEntry:
    """A class of assets that a fire sale makes cheaper."""

    numbers_of: ClassVar = params.AssetClass
    name: Annotated[Short, Meaning("name as readers see it", "Government bonds")]
    evidence: EvidenceEntry | None = None


@dataclass(frozen=True, kw_only=True)
class RescueEntry:
    """The bank whose rescue is put to the test, and those who might pay for it."""

    bank: Annotated[Key, Meaning("key of the bank whose rescue is tested", "harbour")]
    consortium: Annotated[
        tuple[Key, ...], Meaning("who would pay together; by default every other bank that is not in default")
    ] = ()
    says: Annotated[Prose, Meaning("who asked whom", "The governor asked both.")] = ""


@dataclass(frozen=True, kw_only=True)
class ClearingNetworkEntry:
    """The keys of this kind."""

    actors: Annotated[dict[Key, ActorEntry], Meaning("banks, firms or states, 2 to 200, by keys of your choice")]
    money: Annotated[Short, Meaning("the one unit of all money", "billions of US dollars")]
    seniority: Annotated[
        Literal["pari_passu", "external_senior"],
        Meaning("whether creditors outside the network share alike or come first"),
    ] = "pari_passu"
    recovery_external: Annotated[float | None, params.RECOVERY_EXTERNAL] = None
    recovery_internal: Annotated[float | None, params.RECOVERY_INTERNAL] = None
    shock: Annotated[float | None, params.SHOCK] = None
    failure: Annotated[float | None, params.FAILURE] = None
    loss_given_default: Annotated[float | None, params.LOSS_GIVEN_DEFAULT] = None
    prudential_ratio: Annotated[float | None, params.PRUDENTIAL_RATIO] = None
    market_fall: Annotated[float | None, params.MARKET_FALL] = None
    assets: Annotated[
        dict[Key, AssetEntry], Meaning("classes of assets that a fire sale makes cheaper, by keys of your choice")
    ] = field(default_factory=dict)
    focus: Annotated[
        tuple[Key, ...], Meaning("the two whose verdict heads the page; by default the two who hold each other hardest")
    ] = ()
    pairs: Annotated[
        tuple[tuple[Key, ...], ...], Meaning("further pairs that get a verdict; by default all, up to eight actors")
    ] = ()
    rescue: RescueEntry | None = None

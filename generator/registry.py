"""The kinds of study there are; a new kind adds one import and one name."""

from __future__ import annotations

from typing import Any

from generator.kind import Kind
from generator.kinds.clearing_network.kind import KIND as CLEARING_NETWORK
from generator.kinds.creditor_debtor.kind import KIND as CREDITOR_DEBTOR
from generator.kinds.force_exchange.kind import KIND as FORCE_EXCHANGE
from generator.kinds.power_balance.kind import KIND as POWER_BALANCE

KINDS: dict[str, Kind[Any]] = {
    kind.name: kind for kind in (FORCE_EXCHANGE, POWER_BALANCE, CREDITOR_DEBTOR, CLEARING_NETWORK)
}

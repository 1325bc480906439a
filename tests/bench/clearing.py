"""Networks of debts against a dense fictitious default written here, with one BLAS thread.

Small dense solutions with several threads measure the threads, so everything runs in a process of its own with one
(`clearing.py times ROUNDS`, `clearing.py memory`). Both methods start from what they like best: ours from a list of
edges, the dense one from a matrix.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from measure import Row, interleaved, ratio, run, seconds

HERE = Path(__file__).resolve().parent
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS", "BLIS_NUM_THREADS"), "1")
CLAIMS = 1_000_000


def clearing(folder: Path, rounds: int) -> Iterator[Row]:
    """The rows of this group."""
    folder.mkdir()
    command = [sys.executable, str(HERE / "clearing.py")]
    done = subprocess.run(
        [*command, "times", str(rounds)], env={**os.environ, **ONE_THREAD}, check=True, capture_output=True, text=True
    )
    for row in json.loads(done.stdout):
        yield Row("clearing", **row)
    peak = run([*command, "memory"], folder, ONE_THREAD, memory=True).peak_mb
    yield Row("clearing", f"peak memory, {CLAIMS:,} claims, both vectors", peak, "MB", 1000)


def measured(rounds: int) -> Iterator[dict[str, Any]]:
    """Every timing, in a process with one thread."""
    import numpy as np

    from generator.clearing.debtrank import debtrank
    from generator.clearing.draws import clear_draws
    from generator.clearing.network import Network
    from generator.clearing.vectors import eisenberg_noe, greatest, rogers_veraart
    from generator.kinds.clearing_network.checks import chain

    def dense(liabilities: Any, assets: Any, a: float = 1.0, b: float = 1.0) -> Any:
        due = liabilities.sum(axis=1)
        shares = np.divide(liabilities, due[:, None], out=np.zeros_like(liabilities), where=due[:, None] > 0)
        paid, default = due.copy(), np.zeros(len(due), bool)
        while True:
            new = (assets + shares.T @ paid < due * (1 - 1e-12)) & ~default
            if not new.any():
                return paid
            default |= new
            members = np.flatnonzero(default)
            paid = np.where(default, 0.0, due)
            cash = (a * assets + b * (shares.T @ paid))[members]
            paid[members] = np.linalg.solve(np.eye(len(members)) - b * shares[np.ix_(members, members)].T, cash)

    def agree(ours: Any, theirs: Any) -> None:
        if np.abs(ours - theirs).max() > 1e-9 * max(1.0, np.abs(theirs).max()):
            raise RuntimeError("the two methods disagree; the comparison means nothing")

    # F9 of the specification: a thousand banks, fifty thousand claims.
    source, n = np.random.default_rng(0), 1000
    liabilities = source.random((n, n)) * (source.random((n, n)) < 0.05)
    np.fill_diagonal(liabilities, 0.0)
    assets = source.random(n) * 20
    debtor, creditor = np.nonzero(liabilities)
    amount = liabilities[debtor, creditor]

    def network() -> Network:
        return Network.from_edges(debtor, creditor, amount, assets)

    agree(eisenberg_noe(network()).payments, dense(liabilities, assets))
    agree(greatest(network(), 0.5, 0.5).payments, dense(liabilities, assets, 0.5, 0.5))
    times = interleaved(
        4 * rounds + 1,
        ours=lambda: seconds(lambda: eisenberg_noe(network())),
        dense=lambda: seconds(lambda: dense(liabilities, assets)),
        both=lambda: seconds(lambda: rogers_veraart(network(), 0.5, 0.5)),
        one=lambda: seconds(lambda: dense(liabilities, assets, 0.5, 0.5)),
    )
    at = {name: statistics.median(found) for name, found in times.items()}
    about = f"{n:,} banks, {len(amount):,} claims, from a ready edge list"
    yield {
        "name": "Eisenberg-Noe, a thousand banks",
        "value": 1000 * at["ours"],
        "unit": "ms",
        "goal": 5,
        "note": about,
    }
    yield {"name": "the same by dense fictitious default", "value": 1000 * at["dense"], "unit": "ms"}
    yield {"name": "ours / dense", "value": ratio(times, "ours", "dense"), "unit": "x", "goal": 1.0}
    yield {"name": "Rogers-Veraart, greatest and least vector", "value": at["both"], "unit": "s", "goal": 0.2}
    yield {
        "name": "both ends / the greatest alone by dense fictitious default",
        "value": ratio(times, "both", "one"),
        "unit": "x",
    }

    # F10: the longest possible cascade.
    long = chain(n)
    matrix = long.exposures.toarray().T.copy()
    agree(eisenberg_noe(long).payments, dense(matrix, long.external_assets))
    ours = [seconds(lambda: eisenberg_noe(chain(n))) for _ in range(2 * rounds + 1)]
    theirs = seconds(lambda: dense(matrix, long.external_assets))
    yield {
        "name": "a chain of a thousand banks, 999 rounds",
        "value": statistics.median(ours),
        "unit": "s",
        "goal": 0.1,
    }
    yield {
        "name": "dense fictitious default / ours", "value": theirs / statistics.median(ours), "unit": "x", "goal": 100, "at_least": True,
        "note": f"dense, once: {theirs:.1f} s",
    }  # fmt: skip

    # Every bank failing by itself, by DebtRank.
    whole, equity, start = network(), network().equity, np.eye(n)
    found = debtrank(whole, equity, start)
    pull = np.where(equity > 0, 1 / np.where(equity > 0, equity, 1), 0)[:, None]
    agree(found, np.where((equity <= 0)[:, None], 1.0, np.minimum(1, start + pull * (whole.exposures @ found))))
    ranks = [seconds(lambda: debtrank(whole, equity, start)) for _ in range(rounds)]
    yield {"name": "DebtRank, a thousand scenarios", "value": statistics.median(ranks), "unit": "s", "goal": 0.7}

    # Ten thousand draws of external assets on a hundred banks.
    source, n, draws = np.random.default_rng(1), 100, 10_000
    liabilities = source.random((n, n)) * (source.random((n, n)) < 0.1)
    np.fill_diagonal(liabilities, 0.0)
    drawn = source.random((n, draws)) * 4
    small = Network.of(liabilities, drawn[:, 0])
    found = clear_draws(small, external_assets=drawn).payments
    for draw in range(0, draws, 1000):
        agree(found[:, draw], dense(liabilities, drawn[:, draw]))
    times = interleaved(
        max(2, rounds // 2),
        ours=lambda: seconds(lambda: clear_draws(small, external_assets=drawn)),
        dense=lambda: 10 * seconds(lambda: [dense(liabilities, drawn[:, draw]) for draw in range(0, draws, 10)]),
    )
    yield {
        "name": "ten thousand draws on a hundred banks",
        "value": statistics.median(times["ours"]),
        "unit": "s",
        "goal": 2.0,
    }
    yield {
        "name": "dense fictitious default, draw by draw / ours", "value": ratio(times, "dense", "ours"), "unit": "x",
        "note": "dense: a tenth of the draws, times ten",
    }  # fmt: skip


def large() -> None:
    """A million claims among twenty thousand banks, cleared from both ends."""
    import numpy as np

    from generator.clearing.network import Network
    from generator.clearing.vectors import rogers_veraart

    source, n = np.random.default_rng(2), 20_000
    debtor, creditor = source.integers(0, n, (2, CLAIMS))
    creditor = np.where(creditor == debtor, (creditor + 1) % n, creditor)
    network = Network.from_edges(debtor, creditor, source.random(CLAIMS), source.random(n) * 20, source.random(n) * 5)
    high, low = rogers_veraart(network, 0.8, 0.8)
    print(len(high.default_set), len(low.default_set))


if __name__ == "__main__":
    if sys.argv[1] == "memory":
        large()
    else:
        print(json.dumps(list(measured(int(sys.argv[2])))))

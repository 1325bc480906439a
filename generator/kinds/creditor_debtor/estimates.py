"""Published estimates of what official sales or purchases do to the yields of US Treasury bonds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """One published estimate, as a row of the table."""

    source: str
    text: str
    grade: str
    note: str = ""


PUBLISHED: tuple[Estimate, ...] = (
    Estimate(
        "Beltran, Kretchmer, Marquez and Thomas, IFDP 1041 (2012); JIMF 32 (2013)",
        "foreign official inflows 100 bn USD lower in a month: 5-year yield 40 to 60 bp higher in the short run, about 20 bp once private foreigners react",
        "documented",
        "abstract",
    ),
    Estimate(
        "Warnock and Warnock, IFDP 840 (2005)",
        "no foreign flows into US bonds in the past year: 10-year yield 150 bp higher; flows at their average: 105 bp",
        "documented",
        "abstract",
    ),
    Estimate(
        "Warnock and Warnock, NBER 12560 (2006)",
        "no foreign accumulation of US government bonds for a year: almost 100 bp; reversed into sales: twice that; about two thirds from East Asia",
        "reported",
        "NBER Digest and others",
    ),
    Estimate(
        "Warnock and Warnock, NBER 12560 (2006)",
        "no foreign official flows for a year: 90 bp",
        "reported",
    ),
    Estimate(
        "Krishnamurthy and Vissing-Jorgensen, JPE 2012",
        "Treasuries yield 73 bp less than they would without their liquidity and safety, average 1926 to 2008",
        "documented",
        "abstract",
    ),
    Estimate(
        "Krishnamurthy and Vissing-Jorgensen, JPE 2012",
        "worth about 0.25 % of GDP a year to the government",
        "reported",
    ),
    Estimate(
        "Krishnamurthy and Vissing-Jorgensen, JPE 2012",
        "the spread of Aaa bonds over Treasuries falls by 0.74 percentage points per unit of ln(debt/GDP)",
        "unverified",
        "the coefficient",
    ),
    Estimate(
        "Kaminska and Zinna, IMF WP 14/66 (2014)",
        "by 2008 all foreign purchases together had lowered long real yields by about 80 bp; purchases of the Federal Reserve from 2008 to 2012: about 140 bp",
        "documented",
        "abstract",
    ),
)
"""In the order of the method page; most of the default yield rule is extrapolation from the first."""

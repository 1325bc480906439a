"""What every kind of study shares: damage, thresholds, critical risk, stability, verdicts. Arrays in, arrays out."""

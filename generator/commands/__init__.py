"""The commands of `studies`, one in each module; the doors behind them import what they need when they run."""

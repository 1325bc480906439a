"""Creditor and debtor: two sides that hold each other hostage through money."""

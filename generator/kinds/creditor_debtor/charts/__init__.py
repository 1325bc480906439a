"""The charts of a creditor-debtor study."""

"""Networks of debts: who can pay what when somebody fails, by the published models, from arrays to arrays."""

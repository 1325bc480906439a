"""Context beside a verdict: published risks, consequences and readings of peace, which never touch a study's numbers."""

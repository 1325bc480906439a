"""Every number the project claims, computed anew and held against its source; one table for the page and the tests."""

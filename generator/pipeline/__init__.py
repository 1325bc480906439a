"""The whole way from a folder of studies to a site, with its cache and its workers."""

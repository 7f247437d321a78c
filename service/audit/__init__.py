"""Who saw, asked, changed, took away and approved what: a record that only grows, each entry sealing the former."""

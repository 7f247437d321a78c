"""Who may come in, and what they may do: people, sessions, tokens, rights. Off unless `DONDOC_ACCOUNTS` is set."""

"""A ledger in; columns to look up by, and folios opened over no more of it than a page needs, out."""

"""The world in, `Document` values out: captured pages, cleaned, dated, with language and passages."""

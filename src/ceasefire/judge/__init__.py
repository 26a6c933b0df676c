"""Undertaking, testimony and the time asked about in, status out. Pure: no input, output or clock."""

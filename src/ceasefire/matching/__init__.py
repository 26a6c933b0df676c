"""Mentions in, actors and places out; statements in, bearings on undertakings out."""

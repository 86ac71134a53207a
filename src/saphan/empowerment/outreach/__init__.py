"""Outreach: places, paths, planned visits, and reach: who was met where, and who never."""

"""Meetings say more: force, parties, deadlines, targets, documents."""

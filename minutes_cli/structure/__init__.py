"""Article → Structure: meetings, blocks, directives, proceedings, attendance."""

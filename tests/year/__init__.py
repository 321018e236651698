"""A village's 2026, lived day by day through the services, and counted a second time by plain Python."""

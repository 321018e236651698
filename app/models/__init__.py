"""The register: tables, logs and their two doors, search index, opening, backup, migrations."""

"""The register's shape, step by step; each step is one small file that imports nothing of ours."""

"""Search as pure judgement: German word forms, queries, and what of an asset is searched.

Knows no engine: `imagepool.index` does the finding.
"""

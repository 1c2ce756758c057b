"""Names of a spreadsheet matched with the graph's actors: the Reconciliation Service API 0.2, as OpenRefine speaks it.

The specification is https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

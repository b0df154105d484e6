"""Developer set-up of receivables_ext: standard library only, for it runs before all else."""

"""Demo data of awarding: each stage in a module of its own."""

"""Past one machine: archives read, and claims folded, by the processes of a dask cluster, out of and into folders."""

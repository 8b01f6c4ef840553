"""What the benchmarks of the whole site share: a database made anew, the servers, the requests and their figures."""

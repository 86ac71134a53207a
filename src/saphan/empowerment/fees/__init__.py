"""What others paid to get work, by corridor: for job seekers and for everybody."""

"""One person, many ways: two of her stories put together by her own yes, and parted again exactly."""

"""Who a person is and where to find them: names, addresses, employers, birth dates."""

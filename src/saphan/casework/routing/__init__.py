"""Who answers a new story: by language, hours, load, her wish and conflicts of interest; explained, and handed back."""

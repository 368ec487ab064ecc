"""Messages of four authors that guard against losing ground."""

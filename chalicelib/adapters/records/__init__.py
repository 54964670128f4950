"""The table of records on DynamoDB: how a record becomes an item, and the conditional writes."""

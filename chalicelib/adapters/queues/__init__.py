"""The queues on SQS: the work that is to be done next, and the departments' own."""

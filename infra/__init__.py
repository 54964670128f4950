"""
What the production template holds beside the functions, and how template and code become one package.

The stages, in the order in which `make package` goes through them:

1. `policies` writes one IAM policy per function, from a table of who may do what to which resource. What it gives is also
   committed under `.chalice/`, where it can be read (`make policies`; a test holds both equal).
2. `template` gathers the resources that Chalice cannot express (`buckets`, `table`, `queues`, `people`, `secrets`,
   `alarms`), what is merged over its functions (`lambdas`), and the outputs, into `build/infra.json`.
3. `package` runs `chalice package --merge-template build/infra.json`: functions, triggers and API come from the code.
4. `dependencies` fetches what runs in Lambda, once per lock; `bundle` trims it, compiles it and writes the zip.
5. `deploy` uploads zip and template and calls CloudFormation. Only the endpoint tells AWS from a laptop.
"""

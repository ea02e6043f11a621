import { writeFile } from "node:fs/promises";
import { resultsJsonSchemaText } from "../harness/report/index.ts";

await writeFile(new URL("../docs/results.schema.json", import.meta.url), resultsJsonSchemaText());

// Validates YAML files against the checked-in JSON Schemas with ajv, which knows nothing about the compiler.
//   node validate.mjs SCHEMAS LIST
// LIST holds one file per line: the schema's name, a space, the path. Prints one line of JSON per file that does not fit;
// exits with 0 whatever it finds, so anything else means that it could not run.
// The packages are those of the lock file, or Debian's node-ajv (6.12) and node-yaml if npm is not available.
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const here = createRequire(import.meta.url);
const load = existsSync(new URL("node_modules/ajv", import.meta.url)) ? here : name => here(join("/usr/share/nodejs", name));
const ajvModule = load("ajv");
const { parse } = load("yaml");

const [schemas, list] = process.argv.slice(2);
const options = ajvModule.default
    ? { strict: true, strictRequired: false, allowUnionTypes: true }
    : { jsonPointers: true, strictKeywords: true, strictDefaults: true };
const ajv = new (ajvModule.default ?? ajvModule)({ allErrors: true, ...options });
const validators = new Map();
const place = error => error.instancePath ?? error.dataPath;

for (const line of readFileSync(list, "utf8").split("\n").filter(line => line !== "")) {
    const name = line.slice(0, line.indexOf(" "));
    const path = line.slice(line.indexOf(" ") + 1);
    if (!validators.has(name)) {
        validators.set(name, ajv.compile(JSON.parse(readFileSync(join(schemas, name), "utf8"))));
    }
    const validate = validators.get(name);
    if (!validate(parse(readFileSync(path, "utf8"), { version: "1.2", maxAliasCount: 0 }))) {
        // The deepest place says most.
        const [error] = [...validate.errors].sort((a, b) => place(b).length - place(a).length);
        console.log(JSON.stringify({ path, place: place(error), message: error.message, detail: error.params }));
    }
}

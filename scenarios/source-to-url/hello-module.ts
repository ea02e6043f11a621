/** A Go module that greets, as its developer pushes it. */
export interface HelloModule {
  /** What the handler writes, in Go. */
  readonly greeting?: string;
  /** A package that it imports beside those of Go. */
  readonly imports?: string;
  /** Lines that go.mod has more. */
  readonly requires?: string;
}

const module = "module tkglab.test/apps/hello\n\ngo 1.23\n";

/** Its files, by path. Line 11 of main.go is the one that greets. */
export function helloModule({ greeting = '"Hello World!"', imports, requires }: HelloModule = {}) {
  const packages = ['\t"fmt"', '\t"net/http"', ...(imports === undefined ? [""] : [`\t"${imports}"`])];
  return {
    "go.mod": requires === undefined ? module : `${module}\nrequire ${requires}\n`,
    "main.go": [
      "package main",
      "",
      "import (",
      ...packages,
      ")",
      "",
      "func main() {",
      '\thttp.HandleFunc("/", func(answer http.ResponseWriter, _ *http.Request) {',
      `\t\tfmt.Fprintln(answer, ${greeting})`,
      "\t})",
      '\tpanic(http.ListenAndServe(":8080", nil))',
      "}",
      "",
    ].join("\n"),
  };
}

/** The same with a package of somebody else's, which is not in the build image. */
export const withWords = {
  ...helloModule({ greeting: "words.Greeting", imports: "example.test/words" }),
};

/** The same as `go mod vendor` leaves it: the package lies in the project. */
export const withVendoredWords = {
  ...helloModule({
    greeting: "words.Greeting",
    imports: "example.test/words",
    requires: "example.test/words v1.0.0",
  }),
  "vendor/modules.txt": "# example.test/words v1.0.0\n## explicit; go 1.23\nexample.test/words\n",
  "vendor/example.test/words/words.go": 'package words\n\nconst Greeting = "Hello World!"\n',
};

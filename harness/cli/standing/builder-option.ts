import { Option } from "commander";

/** `--builder`, of every command that makes a platform. */
export function builderOption(): Option {
  return new Option(
    "--builder <file>",
    "what source-to-url builds with in place of our buildpacks: YAML with images that Docker has or can pull",
  );
}

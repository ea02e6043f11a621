import { Command } from "commander";
import { sourceToUrlCommand } from "./source-to-url.ts";

/** `tkglab demo`: what can be shown to others. */
export function demoCommand(): Command {
  return new Command("demo")
    .description("show what the lab can do, live in a terminal")
    .addCommand(sourceToUrlCommand());
}

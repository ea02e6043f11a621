import { Command } from "commander";
import { deletePackageCommand } from "./delete-package.ts";
import { getPackageCommand } from "./get-package.ts";
import { installPackageCommand } from "./install-package.ts";
import { listAvailableCommand } from "./list-available-packages.ts";
import { listInstalledCommand } from "./list-installed-packages.ts";

/** `tkglab tanzu package`. */
export function packageCommand(): Command {
  return new Command("package")
    .description("Carvel packages of a cluster")
    .addCommand(installPackageCommand())
    .addCommand(
      new Command("installed")
        .description("packages that are installed")
        .addCommand(listInstalledCommand())
        .addCommand(getPackageCommand())
        .addCommand(deletePackageCommand()),
    )
    .addCommand(
      new Command("available")
        .description("packages that can be installed")
        .addCommand(listAvailableCommand()),
    );
}

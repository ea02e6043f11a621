import { type Distribution, isLike } from "./os-release.ts";

/** What tkglab uses of a host, by the names under which a program of each kind is found on the PATH. */
export const programNames = {
  docker: ["docker"],
  dockerd: ["dockerd"],
  iptables: ["iptables"],
  debootstrap: ["debootstrap"],
  go: ["go"],
  cc: ["cc", "gcc"],
  chromium: ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
  openssl: ["openssl"],
} as const satisfies Record<string, readonly string[]>;

export type Program = keyof typeof programNames;

interface Manager {
  readonly is: (distribution: Distribution) => boolean;
  readonly install: string;
  readonly packages: Partial<Record<Program, string>>;
}

const usual = { iptables: "iptables", debootstrap: "debootstrap", openssl: "openssl", chromium: "chromium" };

const debian = {
  ...usual,
  docker: "docker.io",
  dockerd: "docker.io",
  go: "golang-go",
  cc: "gcc libc6-dev",
};

/** Options of apt-get install: nothing that was not asked for, and no question. */
export const aptInstall = ["install", "-y", "--no-install-recommends"] as const;
const apt = `sudo apt-get update && sudo apt-get ${aptInstall.join(" ")}`;

const managers: readonly Manager[] = [
  // Ubuntu's archive has Chromium only as a stand-in that asks for snapd.
  { is: (d) => isLike(d, "ubuntu"), install: apt, packages: without(debian, "chromium") },
  { is: (d) => isLike(d, "debian"), install: apt, packages: debian },
  {
    is: (d) => d.id === "fedora",
    install: "sudo dnf install -y",
    packages: {
      ...usual,
      docker: "moby-engine",
      dockerd: "moby-engine",
      go: "golang",
      cc: "gcc glibc-static",
    },
  },
  {
    is: (d) => isLike(d, "arch"),
    install: "sudo pacman -S --needed",
    packages: { ...usual, docker: "docker", dockerd: "docker", go: "go", cc: "gcc" },
  },
  {
    is: (d) => d.id === "alpine",
    install: "sudo apk add",
    packages: { ...usual, docker: "docker", dockerd: "docker", go: "go", cc: "gcc musl-dev" },
  },
];

/** The packages that bring these programs here, each once, and the programs that no package is known for. */
export function packagesFor(
  distribution: Distribution,
  programs: readonly Program[],
): { readonly packages: readonly string[]; readonly unknown: readonly Program[] } {
  const known = managers.find(({ is }) => is(distribution))?.packages ?? {};
  const packages = programs.flatMap((program) => known[program]?.split(" ") ?? []);
  return {
    packages: [...new Set(packages)],
    unknown: programs.filter((program) => known[program] === undefined),
  };
}

/** What a person types to have these programs. */
export function installAdvice(distribution: Distribution, programs: readonly Program[]): string {
  const { packages, unknown } = packagesFor(distribution, programs);
  const command = managers.find(({ is }) => is(distribution))?.install;
  const known = command === undefined || packages.length === 0 ? [] : [`${command} ${packages.join(" ")}`];
  return [...known, ...unknown.map((program) => otherAdvice(distribution, program))].join("; ");
}

function otherAdvice(distribution: Distribution, program: Program): string {
  if (program === "chromium" && isLike(distribution, "ubuntu")) return "sudo snap install chromium";
  return `install ${program} by the means of this system`;
}

function without(packages: Manager["packages"], program: Program): Manager["packages"] {
  return Object.fromEntries(Object.entries(packages).filter(([name]) => name !== program));
}
